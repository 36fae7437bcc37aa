// What Brocade Fabric OS looks like, line by line, and what it is not. All lines are invented.
import type { Sample } from '../format.ts'

export const fosSamples: { readonly samples: readonly Sample[]; readonly refuses: readonly string[] } = {
  samples: [
    {
      line: '2015/08/03-19:02:44, [FW-1436], 5120, FID 128, WARNING, san-b1, FCU Port 3, temperature is above high boundary(High=85, Low=-5). Current value is 86 C.',
      wall: '2015-08-03T19:02:44',
      severity: 4,
      host: 'san-b1',
      tag: 'FW-1436',
      message: 'FCU Port 3, temperature is above high boundary(High=85, Low=-5). Current value is 86 C.',
      fields: {
        part: 'FID 128',
      },
    },
    {
      line: '2015/08/03-19:02:45, [SEC-1193], 5121, SLOT 6 | FID 128, INFO, san-b1, Security violation: Login failure attempt via TELNET.',
      wall: '2015-08-03T19:02:45',
      severity: 6,
      host: 'san-b1',
      tag: 'SEC-1193',
      message: 'Security violation: Login failure attempt via TELNET.',
      fields: {
        part: 'SLOT 6 | FID 128',
      },
    },
    {
      line: '2015/08/03-19:02:46, [PLAT-1000], 5122, CHASSIS, CRITICAL, dcx-2, CPU 0 non-recoverable error PCI.',
      wall: '2015-08-03T19:02:46',
      severity: 2,
      host: 'dcx-2',
      tag: 'PLAT-1000',
      message: 'CPU 0 non-recoverable error PCI.',
      fields: {
        part: 'CHASSIS',
      },
    },
    {
      line: '2015/08/03-19:02:47, [C2-1012], 5123, SLOT 2 | CHASSIS, ERROR, dcx-2, S2,P-1(5): Link Timeout on internal port ftx=93 tov=2000',
      wall: '2015-08-03T19:02:47',
      severity: 3,
      host: 'dcx-2',
      tag: 'C2-1012',
      message: 'S2,P-1(5): Link Timeout on internal port ftx=93 tov=2000',
      fields: {
        part: 'SLOT 2 | CHASSIS',
      },
    },
    {
      line: '2015/08/03-19:02:48, [FSPF-1002], 5124, FID 128, INFO, san-b1, Duplicate Area ID.',
      wall: '2015-08-03T19:02:48',
      severity: 6,
      host: 'san-b1',
      tag: 'FSPF-1002',
      message: 'Duplicate Area ID.',
      fields: {
        part: 'FID 128',
      },
    },
    {
      line: '2015/08/03-19:02:49, [HAM-1004], 5125, CHASSIS, INFO, san-b1, Processor rebooted - Unknown',
      wall: '2015-08-03T19:02:49',
      severity: 6,
      host: 'san-b1',
      tag: 'HAM-1004',
      message: 'Processor rebooted - Unknown',
      fields: {
        part: 'CHASSIS',
      },
    },
    {
      line: '2015/08/03-19:02:50, [SULB-1001], 5126, CHASSIS, WARNING, san-b1, Firmwaredownload command has started.',
      wall: '2015-08-03T19:02:50',
      severity: 4,
      host: 'san-b1',
      tag: 'SULB-1001',
      message: 'Firmwaredownload command has started.',
      fields: {
        part: 'CHASSIS',
      },
    },
    {
      line: '2015/08/03-19:02:51:120441, [TS-1002], 5127/201, SLOT 1 | FID 10, INFO, san-b2, LOCL Clock Server used instead of NTP server 10.0.0.1.',
      wall: '2015-08-03T19:02:51.120441',
      severity: 6,
      host: 'san-b2',
      tag: 'TS-1002',
      message: 'LOCL Clock Server used instead of NTP server 10.0.0.1.',
      fields: {
        part: 'SLOT 1 | FID 10',
      },
    },
    {
      line: '2015/08/03-19:02:52, [EM-1034], 5128, CHASSIS, ERROR, san-b1, PS 2 set to faulty, rc=2000e.',
      wall: '2015-08-03T19:02:52',
      severity: 3,
      host: 'san-b1',
      tag: 'EM-1034',
      message: 'PS 2 set to faulty, rc=2000e.',
      fields: {
        part: 'CHASSIS',
      },
    },
    {
      line: '2015/08/03-19:02:53, [ZONE-1022], 5129, FID 128, INFO, san-b1, The effective configuration has changed to prod.',
      wall: '2015-08-03T19:02:53',
      severity: 6,
      host: 'san-b1',
      tag: 'ZONE-1022',
      message: 'The effective configuration has changed to prod.',
      fields: {
        part: 'FID 128',
      },
    },
  ],
  refuses: [
    '',
    '2015/08/03-19:02:44, text',
    '2015/08/03 19:02:44 [error] 31#31: *1 open() failed',
    '2015/08/03-19:02:44, [FW-1436], 5120, FID 128, LOUD, san-b1, x',
    '2015/13/03-19:02:44, [FW-1436], 5120, FID 128, WARNING, san-b1, x',
  ],
}
