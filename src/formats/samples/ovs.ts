// Logs of Open vSwitch and OVN, line by line. All lines are invented.
import type { Sample } from '../format.ts'

interface Samples {
  readonly samples: readonly Sample[]
  readonly refuses: readonly string[]
}

export const ovsSamples: Samples = {
  samples: [
    {
      line: '2019-07-04T03:02:01.989Z|00001|vlog|INFO|opened log file /var/log/openvswitch/ovs-vswitchd.log',
      wall: '2019-07-04T03:02:01.989',
      offset: 'Z',
      severity: 6,
      program: 'vlog',
      message: 'opened log file /var/log/openvswitch/ovs-vswitchd.log',
      fields: {
        sequence: '00001',
      },
    },
    {
      line: '2019-07-04T03:02:02.053Z|00219|bridge|WARN|could not open network device vnet3 (No such device)',
      wall: '2019-07-04T03:02:02.053',
      offset: 'Z',
      severity: 4,
      program: 'bridge',
      message: 'could not open network device vnet3 (No such device)',
      fields: {
        sequence: '00219',
      },
    },
    {
      line: '2019-07-04T03:02:03.988Z|00220|ofproto_dpif_upcall(handler12)|ERR|received packet on unassociated datapath port 9',
      wall: '2019-07-04T03:02:03.988',
      offset: 'Z',
      severity: 3,
      program: 'ofproto_dpif_upcall',
      message: 'received packet on unassociated datapath port 9',
      fields: {
        sequence: '00220',
        thread: 'handler12',
      },
    },
    {
      line: '2019-07-04T03:02:04.000Z|00221|poll_loop|DBG|wakeup due to 0-ms timeout',
      wall: '2019-07-04T03:02:04.000',
      offset: 'Z',
      severity: 7,
      program: 'poll_loop',
      message: 'wakeup due to 0-ms timeout',
      fields: {
        sequence: '00221',
      },
    },
    {
      line: '2019-07-04T03:02:05.001Z|00222|daemon_unix(monitor)|EMER|could not fork child',
      wall: '2019-07-04T03:02:05.001',
      offset: 'Z',
      severity: 0,
      program: 'daemon_unix',
      message: 'could not fork child',
      fields: {
        sequence: '00222',
        thread: 'monitor',
      },
    },
    {
      line: '2019-07-04T03:02:06Z|00223|rconn|INFO|br-int<->tcp:127.0.0.1:6633: connected | retry 1',
      wall: '2019-07-04T03:02:06',
      offset: 'Z',
      severity: 6,
      program: 'rconn',
      message: 'br-int<->tcp:127.0.0.1:6633: connected | retry 1',
      fields: {
        sequence: '00223',
      },
    },
    {
      line: '2019-07-04T03:02:07.500Z|00224|timeval|WARN|Unreasonably long 4021ms poll interval (3ms user, 11ms system)',
      wall: '2019-07-04T03:02:07.500',
      offset: 'Z',
      severity: 4,
      program: 'timeval',
      message: 'Unreasonably long 4021ms poll interval (3ms user, 11ms system)',
      fields: {
        sequence: '00224',
      },
    },
    {
      line: '2019-07-04T03:02:07.501Z|00225|memory|INFO|cells:816 monitors:1 sessions:2',
      wall: '2019-07-04T03:02:07.501',
      offset: 'Z',
      severity: 6,
      program: 'memory',
      message: 'cells:816 monitors:1 sessions:2',
      fields: {
        sequence: '00225',
      },
    },
    {
      line: '2019-07-04T03:02:08.501Z|1000226|ovsdb_server|INFO|ovsdb-server (Open vSwitch) 2.9.0',
      wall: '2019-07-04T03:02:08.501',
      offset: 'Z',
      severity: 6,
      program: 'ovsdb_server',
      message: 'ovsdb-server (Open vSwitch) 2.9.0',
      fields: {
        sequence: '1000226',
      },
    },
    {
      line: '2019-07-04T03:02:09.000Z|00227|connmgr|INFO|br-int<->unix#4: 1 flow_mods in the last 0 s (1 adds)',
      wall: '2019-07-04T03:02:09.000',
      offset: 'Z',
      severity: 6,
      program: 'connmgr',
      message: 'br-int<->unix#4: 1 flow_mods in the last 0 s (1 adds)',
      fields: {
        sequence: '00227',
      },
    },
  ],
  refuses: [
    '',
    'Mar  3 04:15:09 rack4 sshd[1]: x',
    '2018-11-20 07:41:22.310 2288 INFO nova.compute.manager [-] up',
    '2019-07-04T03:02:01.989Z|x|vlog|INFO|text',
    '2019-07-04T03:02:01.989Z|00001|vlog|LOUD|text',
    '2019-07-04T03:02:01.989|00001|vlog|INFO|no zone',
    '2019-07-04T03:02:01.989Z host prog: x|INFO|y',
  ],
}
