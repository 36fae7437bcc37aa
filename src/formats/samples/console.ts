// What Serial console looks like, line by line, and what it is not. All lines are invented.
import type { Sample } from '../format.ts'

export const consoleSamples: { readonly samples: readonly Sample[]; readonly refuses: readonly string[] } = {
  samples: [
    {
      line: 'SeaBIOS (version 1.16.2-1)',
      unstamped: true,
      message: 'SeaBIOS (version 1.16.2-1)',
    },
    {
      line: 'Booting from Hard Disk...',
      unstamped: true,
      message: 'Booting from Hard Disk...',
    },
    {
      line: '[    0.000000] Linux version 5.15.0-91-generic (build@host) #101-Ubuntu SMP',
      monotonic: 0,
      message: 'Linux version 5.15.0-91-generic (build@host) #101-Ubuntu SMP',
    },
    {
      line: '[    1.204410][    T1] Run /init as init process',
      monotonic: 1.20441,
      message: 'Run /init as init process',
      fields: { caller: 'T1' },
    },
    {
      line: '\u001b[0m[  \u001b[0;32mOK  \u001b[0m] Started OpenSSH server daemon.',
      unstamped: true,
      message: '[  OK  ] Started OpenSSH server daemon.',
    },
    {
      line: '\u001b[0;1;39m[    4.400100] virtio_net virtio0 ens3: renamed from eth0',
      monotonic: 4.4001,
      message: 'virtio_net virtio0 ens3: renamed from eth0',
    },
    {
      line: '[  OK  ] Reached target Network.',
      unstamped: true,
      message: '[  OK  ] Reached target Network.',
    },
    {
      line: 'vm-17 login: ',
      unstamped: true,
      message: 'vm-17 login: ',
    },
    {
      line: 'vm-17 login: [ 8011.222333] Out of memory: Killed process 811 (mysqld)',
      unstamped: true,
      message: 'vm-17 login: [ 8011.222333] Out of memory: Killed process 811 (mysqld)',
    },
    {
      line: "[   12.998877] cloud-init[702]: Cloud-init v. 23.1 running 'modules:config'",
      monotonic: 12.998877,
      message: "cloud-init[702]: Cloud-init v. 23.1 running 'modules:config'",
    },
    {
      line: 'ci-info: | ens3 | True | 10.0.0.12 | 255.255.255.0 | global |',
      unstamped: true,
      message: 'ci-info: | ens3 | True | 10.0.0.12 | 255.255.255.0 | global |',
    },
    {
      line: ' 10% [=>      ]\r 55% [====>   ]\r100% [========]',
      unstamped: true,
      message: '100% [========]',
    },
    {
      line: '<6>[   13.100000] EXT4-fs (vda1): re-mounted',
      monotonic: 13.1,
      severity: 6,
      facility: 'kern',
      message: 'EXT4-fs (vda1): re-mounted',
    },
    {
      line: '\r[   13.200000] random: crng init done',
      monotonic: 13.2,
      message: 'random: crng init done',
    },
  ],
  refuses: ['', '   ', '\u001b[0m', '\r'],
}
