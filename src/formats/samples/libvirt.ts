// libvirtd, domain logs of QEMU and `virsh event`, line by line. All lines are invented.
import type { Sample } from '../format.ts'

interface Samples {
  readonly samples: readonly Sample[]
  readonly refuses: readonly string[]
}

export const libvirtSamples: Samples = {
  samples: [
    {
      line: '2019-07-04 03:02:01.104+0000: 2210: info : libvirt version: 4.5.0, package: 10.el7',
      wall: '2019-07-04T03:02:01.104',
      offset: '+00:00',
      severity: 6,
      program: 'libvirtd',
      pid: 2210,
      message: 'libvirt version: 4.5.0, package: 10.el7',
    },
    {
      line: '2019-07-04 03:02:02.909+0000: 2214: error : qemuMonitorIO:718 : internal error: End of file from qemu monitor',
      wall: '2019-07-04T03:02:02.909',
      offset: '+00:00',
      severity: 3,
      program: 'libvirtd',
      pid: 2214,
      message: 'qemuMonitorIO:718 : internal error: End of file from qemu monitor',
    },
    {
      line: "2019-07-04 03:02:03.001+0000: 2214: warning : qemuDomainObjTaint:7520 : Domain id=4 name='vm-3' is tainted: host-cpu",
      wall: '2019-07-04T03:02:03.001',
      offset: '+00:00',
      severity: 4,
      program: 'libvirtd',
      pid: 2214,
      message: "qemuDomainObjTaint:7520 : Domain id=4 name='vm-3' is tainted: host-cpu",
    },
    {
      line: '2019-07-04 03:02:03.002+0000: 2214: debug : virObjectUnref:259 : OBJECT_UNREF: obj=0x7f',
      wall: '2019-07-04T03:02:03.002',
      offset: '+00:00',
      severity: 7,
      program: 'libvirtd',
      pid: 2214,
      message: 'virObjectUnref:259 : OBJECT_UNREF: obj=0x7f',
    },
    {
      line: '2019-07-04 03:02:04.500+0000: starting up libvirt version: 4.5.0, qemu version: 2.12.0, hostname: stor-b',
      wall: '2019-07-04T03:02:04.500',
      offset: '+00:00',
      message: 'starting up libvirt version: 4.5.0, qemu version: 2.12.0, hostname: stor-b',
    },
    {
      line: '2019-07-04 03:02:09.506+0000: shutting down, reason=crashed',
      wall: '2019-07-04T03:02:09.506',
      offset: '+00:00',
      message: 'shutting down, reason=crashed',
    },
    {
      line: "2019-07-04 03:02:10.506+0000: panic hyper-v: arg1='0x5a', arg2='0x1', arg3='0x0', arg4='0x0', arg5='0x0'",
      wall: '2019-07-04T03:02:10.506',
      offset: '+00:00',
      message: "panic hyper-v: arg1='0x5a', arg2='0x1', arg3='0x0', arg4='0x0', arg5='0x0'",
    },
    {
      line: '2019-07-04T03:02:11.108820Z qemu-system-x86_64: terminating on signal 15 from pid 2210 (/usr/sbin/libvirtd)',
      wall: '2019-07-04T03:02:11.108820',
      offset: 'Z',
      program: 'qemu-system-x86_64',
      message: 'terminating on signal 15 from pid 2210 (/usr/sbin/libvirtd)',
    },
    {
      line: '2019-07-04T03:02:12.108820Z qemu-kvm: -drive file=/var/lib/x: Could not open',
      wall: '2019-07-04T03:02:12.108820',
      offset: 'Z',
      program: 'qemu-kvm',
      message: '-drive file=/var/lib/x: Could not open',
    },
    {
      line: "2019-07-04 03:02:13.400+0000: event 'lifecycle' for domain vm-3: Stopped Crashed",
      wall: '2019-07-04T03:02:13.400',
      offset: '+00:00',
      message: "event 'lifecycle' for domain vm-3: Stopped Crashed",
      fields: {
        event: 'lifecycle',
        domain: 'vm-3',
      },
    },
    {
      line: "2019-07-04 03:02:13.900+0000: event 'watchdog' for domain 'vm 3': reset",
      wall: '2019-07-04T03:02:13.900',
      offset: '+00:00',
      message: "event 'watchdog' for domain 'vm 3': reset",
      fields: {
        event: 'watchdog',
        domain: 'vm 3',
      },
    },
    {
      line: '2019-07-04 03:02:14.000+0000: Domain id=4 is tainted: high-privileges',
      wall: '2019-07-04T03:02:14.000',
      offset: '+00:00',
      message: 'Domain id=4 is tainted: high-privileges',
    },
  ],
  refuses: [
    '',
    'Mar  3 04:15:09 rack4 sshd[1]: x',
    '2018-11-20 07:41:22.310 2288 INFO nova.compute.manager [-] up',
    '2019-07-04 03:02:04.500: starting up',
    '2019-07-04T03:02:04.500Z node-1 qemu: x',
    'char device redirected to /dev/pts/2 (label charserial0)',
    'LC_ALL=C PATH=/bin /usr/bin/kvm -S -M pc',
    '2019-07-04 03:02:04+0000: starting up',
  ],
}
