// VMware ESX and vCenter, line by line. All lines are invented.
import type { Sample } from '../format.ts'

interface Samples {
  readonly samples: readonly Sample[]
  readonly refuses: readonly string[]
}

export const esxSamples: Samples = {
  samples: [
    {
      line: '2022-03-04T03:02:01.559Z cpu7:35233)ScsiDeviceIO: 2338: Cmd(0x4395) 0x2a, CmdSN 0x80 to dev "naa.6" failed',
      wall: '2022-03-04T03:02:01.559',
      offset: 'Z',
      program: 'vmkernel',
      message: '2338: Cmd(0x4395) 0x2a, CmdSN 0x80 to dev "naa.6" failed',
    },
    {
      line: '2022-03-04T03:02:02.038Z cpu22:4401)ALERT: NMP: vmk_NmpVerifyPathUID: path is gone',
      wall: '2022-03-04T03:02:02.038',
      offset: 'Z',
      severity: 1,
      program: 'vmkernel',
      message: 'NMP: vmk_NmpVerifyPathUID: path is gone',
    },
    {
      line: '2022-03-04T03:02:02.414Z cpu31:1001 opID=82cf)<unk>: VFAT: lost heartbeat',
      wall: '2022-03-04T03:02:02.414',
      offset: 'Z',
      program: 'vmkernel',
      message: 'VFAT: lost heartbeat',
      fields: {
        opid: '82cf',
      },
    },
    {
      line: '2022-03-04T03:02:03.834Z Wa(180) vmkwarning: cpu0:26342 opID=a03f)WARNING: Heap: 3534: at maximum',
      wall: '2022-03-04T03:02:03.834',
      offset: 'Z',
      severity: 4,
      program: 'vmkwarning',
      message: 'Heap: 3534: at maximum',
      fields: {
        opid: 'a03f',
      },
    },
    {
      line: '2022-03-04T03:02:04Z In(182) vmkernel: VMB: 65: Reserved 4 pages',
      wall: '2022-03-04T03:02:04',
      offset: 'Z',
      severity: 6,
      program: 'vmkernel',
      message: '65: Reserved 4 pages',
    },
    {
      line: '2022-03-04T03:02:05.746Z In(14) hostd-probe[100143]: hostd detected to be non-responsive',
      wall: '2022-03-04T03:02:05.746',
      offset: 'Z',
      severity: 6,
      program: 'hostd-probe',
      pid: 100143,
      message: 'hostd detected to be non-responsive',
    },
    {
      line: '2022-03-04T03:02:06Z Er(11)[+] vobd[2097]: [netCorrelator] uplink vmnic1 is down',
      wall: '2022-03-04T03:02:06',
      offset: 'Z',
      severity: 3,
      program: 'vobd',
      pid: 2097,
      message: 'uplink vmnic1 is down',
      fields: {
        context: 'netCorrelator',
      },
    },
    {
      line: '2022-03-04T03:02:07.118Z Db(167) Hostd[2098]: [Originator@6876 sub=Libs opID=539b-c7 sid=52] session closed',
      wall: '2022-03-04T03:02:07.118',
      offset: 'Z',
      severity: 7,
      program: 'Hostd',
      pid: 2098,
      message: 'session closed',
      fields: {
        context: 'Originator@6876 sub=Libs opID=539b-c7 sid=52',
        opid: '539b-c7',
      },
    },
    {
      line: '2022-03-04T03:02:08.075+05:30 verbose vpxd[05160] [Originator@6876 sub=PropertyProvider opID=Alarm-1] RecordOp ASSIGN: host-23',
      wall: '2022-03-04T03:02:08.075',
      offset: '+05:30',
      severity: 7,
      program: 'vpxd',
      pid: 5160,
      message: 'RecordOp ASSIGN: host-23',
      fields: {
        context: 'Originator@6876 sub=PropertyProvider opID=Alarm-1',
        opid: 'Alarm-1',
      },
    },
    {
      line: '2022-03-04T03:02:08.736Z info -[1000] [Originator@6876 sub=Default] Successfully registered handler',
      wall: '2022-03-04T03:02:08.736',
      offset: 'Z',
      severity: 6,
      pid: 1000,
      message: 'Successfully registered handler',
      fields: {
        context: 'Originator@6876 sub=Default',
      },
    },
    {
      line: "[2011-03-04 03:02:09.203 F5A5AB90 warning 'Vmsvc' opID=F6FC] Failed to find activation record",
      wall: '2011-03-04T03:02:09.203',
      severity: 4,
      message: 'Failed to find activation record',
      fields: {
        context: "F5A5AB90 warning 'Vmsvc' opID=F6FC",
        opid: 'F6FC',
      },
    },
    {
      line: "2014-03-04T03:02:10.347Z [7F03ECE7 error 'Default' opID=2140] [VpxVmomi] Invoke failed",
      wall: '2014-03-04T03:02:10.347',
      offset: 'Z',
      severity: 3,
      message: '[VpxVmomi] Invoke failed',
      fields: {
        context: "7F03ECE7 error 'Default' opID=2140",
        opid: '2140',
      },
    },
    {
      line: '2022-03-04T03:02:11Z esxupdate: 10002113: root: INFO: Command = profile.get',
      wall: '2022-03-04T03:02:11',
      offset: 'Z',
      severity: 6,
      program: 'esxupdate',
      pid: 10002113,
      message: 'Command = profile.get',
    },
    {
      line: '2022-03-04T03:02:12Z lifecycle: 10002129: lifecyclectl:58 ERROR Failed to delete pidfile',
      wall: '2022-03-04T03:02:12',
      offset: 'Z',
      severity: 3,
      program: 'lifecycle',
      pid: 10002129,
      message: 'Failed to delete pidfile',
    },
    {
      line: '2022-03-04T03:02:13.890Z - time the service was last started 2022-03-04T03:02:13.884Z, Section for VMware ESX, pid=5916',
      wall: '2022-03-04T03:02:13.890',
      offset: 'Z',
      message: 'time the service was last started 2022-03-04T03:02:13.884Z, Section for VMware ESX, pid=5916',
    },
    {
      line: '2022-03-04T03:02:14.349Z INFO vpxd 20973 [Originator@4413 sub="Acct" opID="Init-5a"] initialized',
      wall: '2022-03-04T03:02:14.349',
      offset: 'Z',
      severity: 6,
      program: 'vpxd',
      pid: 20973,
      message: 'initialized',
      fields: {
        context: 'Originator@4413 sub="Acct" opID="Init-5a"',
        opid: 'Init-5a',
      },
    },
    {
      line: '2022-03-04 In(14) hostprofile[1001]: 03:02:15.666 started',
      unstamped: true,
      severity: 6,
      program: 'hostprofile',
      pid: 1001,
      message: 'started',
      fields: {
        date: '2022-03-04',
        time: '03:02:15.666',
      },
    },
  ],
  refuses: [
    '',
    'Mar  3 04:15:09 rack4 sshd[1]: x',
    '2018-11-20 07:41:22.310 2288 INFO nova.compute.manager [-] up',
    '2022-03-04T03:02:01.559Z stor-b prog[1]: x',
    '2022-03-04T03:02:01.559Z INFO com.example.Main - started',
    '2022-03-04T03:02:01.559Z Xx(14) prog[1]: no such class',
    '2022-03-04 03:02:01 Section of the report',
  ],
}
