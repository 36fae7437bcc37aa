// What Linux kernel ring buffer looks like, line by line, and what it is not. All lines are invented.
import type { Sample } from '../format.ts'

export const dmesgSamples: { readonly samples: readonly Sample[]; readonly refuses: readonly string[] } = {
  samples: [
    {
      line: '[    0.000000] Command line: root=/dev/vda1 ro quiet',
      monotonic: 0,
      message: 'Command line: root=/dev/vda1 ro quiet',
    },
    {
      line: '[12345678.901234] nvme nvme1: I/O 17 QID 3 timeout, aborting',
      monotonic: 12345678.901234,
      message: 'nvme nvme1: I/O 17 QID 3 timeout, aborting',
    },
    {
      line: '<4>[   77.100200] EDAC MC0: 1 CE memory read error on CPU_SrcID#0',
      monotonic: 77.1002,
      severity: 4,
      facility: 'kern',
      message: 'EDAC MC0: 1 CE memory read error on CPU_SrcID#0',
    },
    {
      line: '<30>[    3.010203] systemd[1]: Detected architecture x86-64.',
      monotonic: 3.010203,
      severity: 6,
      facility: 'daemon',
      message: 'systemd[1]: Detected architecture x86-64.',
    },
    {
      line: '[  512.220011][ T4410] INFO: task kworker/3:1 blocked for more than 120 seconds.',
      monotonic: 512.220011,
      message: 'INFO: task kworker/3:1 blocked for more than 120 seconds.',
      fields: { caller: 'T4410' },
    },
    {
      line: '[  512.220011] [    C2] watchdog: BUG: soft lockup - CPU#2 stuck for 23s!',
      monotonic: 512.220011,
      message: 'watchdog: BUG: soft lockup - CPU#2 stuck for 23s!',
      fields: { caller: 'C2' },
    },
    {
      line: '[ 0.5] short fraction',
      monotonic: 0.5,
      message: 'short fraction',
    },
    {
      line: '[    2.123456789] long fraction',
      monotonic: 2.123456,
      message: 'long fraction',
    },
    {
      line: 'kern  :warn  : [   14.250000] ata3: link is slow to respond',
      monotonic: 14.25,
      severity: 4,
      facility: 'kern',
      message: 'ata3: link is slow to respond',
    },
    {
      line: 'daemon:info  : [   15.250000] systemd[1]: Reached target Basic System.',
      monotonic: 15.25,
      severity: 6,
      facility: 'daemon',
      message: 'systemd[1]: Reached target Basic System.',
    },
    {
      line: '[Tue Sep  3 08:09:10 2024] e1000e 0000:00:1f.6 eno1: NIC Link is Down',
      wall: '2024-09-03T08:09:10',
      message: 'e1000e 0000:00:1f.6 eno1: NIC Link is Down',
    },
    {
      line: '[   20.000100 <    0.000050>] usb 2-1: USB disconnect, device number 3',
      monotonic: 20.0001,
      message: 'usb 2-1: USB disconnect, device number 3',
    },
    {
      line: '2024-09-03T08:09:10,250000+02:00 usb 2-1: new SuperSpeed USB device',
      wall: '2024-09-03T08:09:10.250000',
      offset: '+02:00',
      message: 'usb 2-1: new SuperSpeed USB device',
    },
    {
      line: '[    1.000000]   DMA zone: 64 pages used for memmap',
      monotonic: 1,
      message: '  DMA zone: 64 pages used for memmap',
    },
    {
      line: '\u001b[32m[    9.000001] \u001b[0m\u001b[33mmd/raid1:md0: \u001b[0mDisk failure on sdb1',
      monotonic: 9.000001,
      message: 'md/raid1:md0: Disk failure on sdb1',
    },
    {
      line: '<6>[   31.250000,2] msm_thermal: limit reached',
      monotonic: 31.25,
      severity: 6,
      facility: 'kern',
      message: 'msm_thermal: limit reached',
    },
  ],
  refuses: [
    '',
    ' continued',
    '[drm] radeon: no stamp',
    '[12345] no fraction',
    '2018-11-20 07:41:22.310 2288 INFO nova [-] up',
    'Mar  3 04:15:09 host kernel: [12.345678] x',
    '[  OK  ] Started x.',
    '<6>no stamp behind the prefix',
    '[Feb13 23:31] relative',
    '[  +0.000012] relative',
    '[1.5e3] no',
    'vm login: [  12.345678] x',
  ],
}
