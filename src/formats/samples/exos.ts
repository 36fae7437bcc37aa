// What Extreme EXOS looks like, line by line, and what it is not. All lines are invented.
import type { Sample } from '../format.ts'

export const exosSamples: { readonly samples: readonly Sample[]; readonly refuses: readonly string[] } = {
  samples: [
    {
      line: '11/23/2016 07:40:02.15 <Info:vlan.msgs.portLinkStateDown> Slot-2: Port 2:17 link down',
      wall: '2016-11-23T07:40:02.15',
      severity: 6,
      tag: 'vlan.msgs.portLinkStateDown',
      message: 'Port 2:17 link down',
      fields: {
        part: 'Slot-2',
        interface: '2:17',
      },
    },
    {
      line: '11/23/2016 07:40:02.91 <Noti:EDP.NbrLost> Slot-2: EDP neighbor on port 2:17 timed out',
      wall: '2016-11-23T07:40:02.91',
      severity: 5,
      tag: 'EDP.NbrLost',
      message: 'EDP neighbor on port 2:17 timed out',
      fields: {
        part: 'Slot-2',
        interface: '2:17',
      },
    },
    {
      line: '11/23/2016 07:40:03.02 <Warn:STP.State.Topology> Port 1:4 changed to blocking in domain s0',
      wall: '2016-11-23T07:40:03.02',
      severity: 4,
      tag: 'STP.State.Topology',
      message: 'Port 1:4 changed to blocking in domain s0',
      fields: {
        interface: '1:4',
      },
    },
    {
      line: '11/23/2016 07:40:03.40 <Erro:DM.Error> Power supply 1 has failed',
      wall: '2016-11-23T07:40:03.40',
      severity: 3,
      tag: 'DM.Error',
      message: 'Power supply 1 has failed',
    },
    {
      line: '11/23/2016 07:40:04.00 <Crit:HAL.Sys.Critical> Fan tray removed',
      wall: '2016-11-23T07:40:04.00',
      severity: 2,
      tag: 'HAL.Sys.Critical',
      message: 'Fan tray removed',
    },
    {
      line: '11/23/2016 07:40:05.77 <Info:AAA.LogSsh> Msg from Master : Did password authentication for user ops (10.0.0.8)',
      wall: '2016-11-23T07:40:05.77',
      severity: 6,
      tag: 'AAA.LogSsh',
      message: 'Msg from Master : Did password authentication for user ops (10.0.0.8)',
    },
    {
      line: '11/23/2016 07:40:06.18 <Debu:bgp.msgs.info> peer 10.7.7.7: keepalive sent',
      wall: '2016-11-23T07:40:06.18',
      severity: 7,
      tag: 'bgp.msgs.info',
      message: 'peer 10.7.7.7: keepalive sent',
      fields: {
        neighbor: '10.7.7.7',
      },
    },
    {
      line: '11/23/2016 07:40:07.00 <Summ:nl.rtmgr> routes 4000',
      wall: '2016-11-23T07:40:07.00',
      severity: 6,
      tag: 'nl.rtmgr',
      message: 'routes 4000',
    },
    {
      line: '<134>Nov 23 07:40:08 agg-x670 EPM: <Warn:EPM.cpu> CPU utilization monitor: process hal consumes 92 % CPU',
      wall: '0000-11-23T07:40:08',
      severity: 4,
      facility: 'local0',
      host: 'agg-x670',
      program: 'EPM',
      tag: 'EPM.cpu',
      message: 'CPU utilization monitor: process hal consumes 92 % CPU',
    },
    {
      line: 'Nov 23 07:40:09 agg-x670 NTP: <Noti:NTP.Sys.DtectClockStep> Clock step 12.5 seconds was detected and the system clock is updated.',
      wall: '0000-11-23T07:40:09',
      severity: 5,
      host: 'agg-x670',
      program: 'NTP',
      tag: 'NTP.Sys.DtectClockStep',
      message: 'Clock step 12.5 seconds was detected and the system clock is updated.',
    },
    {
      line: '<133>Nov 23 07:40:10 <Noti:ospf.neighbor.ChgState> Neighbor 10.3.3.3 changed to down',
      wall: '0000-11-23T07:40:10',
      severity: 5,
      facility: 'local0',
      tag: 'ospf.neighbor.ChgState',
      message: 'Neighbor 10.3.3.3 changed to down',
      fields: {
        neighbor: '10.3.3.3',
      },
    },
  ],
  refuses: [
    '',
    '11/23/2016 07:40:02.15 link down',
    '11/23/2016 07:40:02.15 <link> down',
    '13/23/2016 07:40:02.15 <Info:vlan.msgs> down',
    'Nov 23 07:40:08 agg-x670 EPM: up',
    '10/Nov/2016:07:40:02 +0000',
  ],
}
