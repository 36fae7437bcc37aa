// glog and klog, line by line. All lines are invented.
import type { Sample } from '../format.ts'

interface Samples {
  readonly samples: readonly Sample[]
  readonly refuses: readonly string[]
}

export const glogSamples: Samples = {
  samples: [
    {
      line: 'I0704 03:02:01.619632    4411 server.go:253] Starting kubelet',
      wall: '0000-07-04T03:02:01.619632',
      severity: 6,
      pid: 4411,
      message: 'Starting kubelet',
      fields: {
        at: 'server.go:253',
      },
    },
    {
      line: 'W0704 03:02:01.700000    4411 eviction_manager.go:333] attempting to reclaim ephemeral-storage',
      wall: '0000-07-04T03:02:01.700000',
      severity: 4,
      pid: 4411,
      message: 'attempting to reclaim ephemeral-storage',
      fields: {
        at: 'eviction_manager.go:333',
      },
    },
    {
      line: 'E0704 03:02:02.000001 1952452992 leaderelection.cc:77] lost lease',
      wall: '0000-07-04T03:02:02.000001',
      severity: 3,
      pid: 1952452992,
      message: 'lost lease',
      fields: {
        at: 'leaderelection.cc:77',
      },
    },
    {
      line: 'F0704 03:02:03.5 1 main.cc:9] Check failed: fd >= 0 (-1 vs. 0)',
      wall: '0000-07-04T03:02:03.5',
      severity: 2,
      pid: 1,
      message: 'Check failed: fd >= 0 (-1 vs. 0)',
      fields: {
        at: 'main.cc:9',
      },
    },
    {
      line: 'I20190704 03:02:04.089828 400441 config.cc:27] Loading /etc/mesos',
      wall: '2019-07-04T03:02:04.089828',
      severity: 6,
      pid: 400441,
      message: 'Loading /etc/mesos',
      fields: {
        at: 'config.cc:27',
      },
    },
    {
      line: 'E0229 23:59:59.999999 7 a.cc:1] leap day without its year',
      wall: '0000-02-29T23:59:59.999999',
      severity: 3,
      pid: 7,
      message: 'leap day without its year',
      fields: {
        at: 'a.cc:1',
      },
    },
    {
      line: 'I0704 03:02:05.000000       1 trace.go:116] Trace[1]: "List" (started: 2019-07-04) (total time: 612ms):',
      wall: '0000-07-04T03:02:05.000000',
      severity: 6,
      pid: 1,
      message: 'Trace[1]: "List" (started: 2019-07-04) (total time: 612ms):',
      fields: {
        at: 'trace.go:116',
      },
    },
    {
      line: 'W0704 03:02:06.000000 88 clientcn.go:1] ',
      wall: '0000-07-04T03:02:06.000000',
      severity: 4,
      pid: 88,
      message: '',
      fields: {
        at: 'clientcn.go:1',
      },
    },
    {
      line: 'I0704 03:02:07.123456 12 x.cpp:3] Größe',
      wall: '0000-07-04T03:02:07.123456',
      severity: 6,
      pid: 12,
      message: 'Größe',
      fields: {
        at: 'x.cpp:3',
      },
    },
    {
      line: 'E0704 03:02:08.000000   99999 reflector.go:178] k8s.io/client: dial tcp 10.9.8.7:6443: connect: refused',
      wall: '0000-07-04T03:02:08.000000',
      severity: 3,
      pid: 99999,
      message: 'k8s.io/client: dial tcp 10.9.8.7:6443: connect: refused',
      fields: {
        at: 'reflector.go:178',
      },
    },
  ],
  refuses: [
    '',
    'Mar  3 04:15:09 rack4 sshd[1]: x',
    '2018-11-20 07:41:22.310 2288 INFO nova.compute.manager [-] up',
    'I0732 03:02:01.619632 1 a.go:1] no such day',
    'X0704 03:02:01.619632 1 a.go:1] letter',
    'I0704 03:02:01.619632 x a.go:1] no pid',
    'I0704 03:02:01.619632 1 a.go:1 no bracket',
    'Init done',
  ],
}
