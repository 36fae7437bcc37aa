import { describe, expect, it } from 'vitest'
import type { Observation } from '../testimony.ts'
import { file, found } from './test-kit.ts'

describe('DHCP (A6, A7)', () => {
  const mac = 'fa:16:3e:11:22:33'
  const guest = file(
    'vm-7/console.log',
    'console',
    `Listening on LPF/eth0/${mac}`,
    'DHCPDISCOVER on eth0 to 255.255.255.255 port 67 interval 4 (xid=0x456321de)',
    'DHCPOFFER from 10.0.3.1',
    'DHCPREQUEST on eth0 to 255.255.255.255 port 67 (xid=0x456321de)',
    'DHCPACK from 10.0.3.1 (xid=0xde216345)',
    'bound to 10.0.3.17 -- renewal in 57 seconds.',
  )
  const server = (m: string, xid = ''): Observation[] =>
    file(
      'cc/syslog',
      'rfc3164',
      `Mar  3 04:05:06 cc dnsmasq-dhcp[7]: ${xid}DHCPDISCOVER(br100) ${m}`,
      `Mar  3 04:05:06 cc dnsmasq-dhcp[7]: ${xid}DHCPOFFER(br100) 10.0.3.17 ${m}`,
      `Mar  3 04:05:06 cc dnsmasq-dhcp[7]: ${xid}DHCPREQUEST(br100) 10.0.3.17 ${m}`,
      `Mar  3 04:05:06 cc dnsmasq-dhcp[7]: ${xid}DHCPACK(br100) 10.0.3.17 ${m} vm-7`,
    )
  const both = ['dhcp cc/syslog:4 → vm-7/console.log:5 [0,3]', 'dhcp vm-7/console.log:4 → cc/syslog:3 [0,3]']
  it('bounds the offset from both sides', () => {
    expect(found(guest, server(mac))).toEqual(both)
    expect(found(guest, server(mac, '1164124638 '))).toEqual(both)
  })
  it('does not take another address, even with the same transaction id', () => {
    expect(found(guest, server('fa:16:3e:11:22:34', '1164124638 '))).toEqual([])
  })
  it('finds renewals by their rhythm, over a pause and lost lines', () => {
    // Renewals come after 40 to 60 s; from the 30th on the guest is 360 s behind; the server's log lost two exchanges.
    let [at, seed] = [0, 7]
    const times = Array.from({ length: 60 }, () => {
      seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648
      at += 40 + ((seed >> 8) % 21)
      return at
    })
    const lost = [17, 44]
    const clock = (s: number): string => new Date(1_520_000_000_000 + s * 1000).toISOString().slice(11, 19)
    const own = times.flatMap((s) => [
      `Mar  3 ${clock(s)} vm-7 dhclient: DHCPREQUEST of 10.0.3.17 on eth0 to 10.0.3.1 port 67`,
      `Mar  3 ${clock(s)} vm-7 dhclient: DHCPACK of 10.0.3.17 from 10.0.3.1`,
    ])
    const kept = times.map((_, i) => i).filter((i) => !lost.includes(i))
    const theirs = kept.flatMap((i) => {
      const s = clock(7000 + (times[i] ?? 0) + (i >= 30 ? 360 : 0))
      return [
        `Mar  3 ${s} cc dnsmasq-dhcp[7]: DHCPREQUEST(br100) 10.0.3.17 ${mac}`,
        `Mar  3 ${s} cc dnsmasq-dhcp[7]: DHCPACK(br100) 10.0.3.17 ${mac} vm-7`,
      ]
    })
    const asked = found(file('vm-7/syslog', 'rfc3164', ...own), file('cc/syslog', 'rfc3164', ...theirs)).filter((l) =>
      l.startsWith('dhcp vm-7'),
    )
    expect(asked.length).toBeGreaterThanOrEqual(54)
    for (const line of asked) {
      const [, a, b] = /syslog:(\d+) → cc\/syslog:(\d+)/.exec(line) ?? []
      expect(kept[(Number(b) - 1) / 2]).toBe((Number(a) - 1) / 2)
    }
  })
  it('leaves a strictly periodic series alone', () => {
    const minute = (n: number): string => `04:${String(n).padStart(2, '0')}:00`
    const own = Array.from({ length: 20 }, (_, n) => [
      `Mar  3 ${minute(n)} vm-7 dhclient: DHCPREQUEST of 10.0.3.17 on eth0 to 10.0.3.1 port 67`,
      `Mar  3 ${minute(n)} vm-7 dhclient: DHCPACK of 10.0.3.17 from 10.0.3.1`,
    ]).flat()
    const theirs = Array.from({ length: 23 }, (_, n) => [
      `Mar  3 ${minute(n + 4)} cc dnsmasq-dhcp[7]: DHCPREQUEST(br100) 10.0.3.17 ${mac}`,
      `Mar  3 ${minute(n + 4)} cc dnsmasq-dhcp[7]: DHCPACK(br100) 10.0.3.17 ${mac} vm-7`,
    ]).flat()
    expect(found(file('vm-7/syslog', 'rfc3164', ...own), file('cc/syslog', 'rfc3164', ...theirs))).toEqual([])
  })
})

describe('nova and guests (A8, A9, A10)', () => {
  const uuid = '0d9f3a1e-41d7-4b6a-a3c9-0e6d27f19b27'
  const request = 'req-2f6b81c4-0000-4e0a-8b55-d1c07a3e6f94'
  const nova = file(
    'c17/nova-compute.log',
    'oslo',
    `2018-05-17 18:39:31.114 2764 AUDIT nova.compute.manager [${request} u p] [instance: ${uuid}] Starting instance...`,
    `2018-05-17 18:39:41.894 2764 DEBUG nova.virt.disk.api [${request} u p] [instance: ${uuid}] Checking /var/lib/nova/instances/instance-00000007/disk.`,
    `2018-05-17 18:39:45.575 2764 INFO nova.compute.manager [-] [instance: ${uuid}] VM Started (Lifecycle Event)`,
    `2018-05-17 18:39:45.771 2764 INFO nova.virt.libvirt.driver [-] [instance: ${uuid}] Instance spawned successfully.`,
  )
  it('ties the start to the guest’s banner by uuid or libvirt name', () => {
    for (const name of ['instance-00000007', uuid]) {
      const guest = file(`${name}/console.log`, 'console', '[    0.000000] Linux version 5.4.0')
      expect(found(nova, guest)).toEqual([`spawn c17/nova-compute.log:3 → ${name}/console.log:1 [0.1,120]`])
    }
    expect(found(nova, file('instance-00000008/console.log', 'console', '[    0.000000] Linux version 5.4.0'))).toEqual(
      [],
    )
  })
  it('follows a request from the API to the compute host, never between services of one host', () => {
    const api = file(
      'cc/syslog',
      'rfc3164',
      `May 17 18:39:30 cc nova-scheduler: 2018-05-17 18:39:30.731 2304 INFO nova.scheduler [${request} u p] Attempting to build`,
      `May 17 18:39:30 cc nova-api: 2018-05-17 18:39:30.352 2291 INFO nova.osapi_compute.wsgi.server [${request} u p] POST`,
    )
    expect(found(nova, api)).toEqual(['requests cc/syslog:2 → c17/nova-compute.log:1 [0,60]'])
    expect(
      found(
        nova,
        api.map((s) => ({ ...s, host: 'c17' })),
      ),
    ).toEqual([])
  })
})

describe('panics (A11, A12)', () => {
  const guest = (n: number): Observation[] =>
    file(
      'vm-7/console.log',
      'console',
      ...Array.from({ length: n }, () => [
        '[    0.000000] Linux version 5.4.0',
        '[   40.100000] Kernel panic - not syncing: sysrq triggered crash',
      ]).flat(),
      '[    0.000000] Linux version 5.4.0',
    )
  const events = (domain: string, n: number): Observation[] =>
    file(
      'hv/syslog',
      'rfc3164',
      ...Array.from({ length: n }, (_, k) => [
        `Mar  3 04:${10 + 10 * k}:00 hv virsh: event 'lifecycle' for domain '${domain}': Crashed Panicked`,
        `Mar  3 04:${16 + 10 * k}:00 hv virsh: event 'lifecycle' for domain '${domain}': Resumed Unpaused`,
      ]).flat(),
    )
  it('ties panic to event and resumption to banner, in order', () => {
    expect(found(guest(2), events('vm-7', 2))).toEqual([
      'panics hv/syslog:2 → vm-7/console.log:3 [0,120]',
      'panics hv/syslog:4 → vm-7/console.log:5 [0,120]',
      'panics vm-7/console.log:2 → hv/syslog:1 [0,5]',
      'panics vm-7/console.log:4 → hv/syslog:3 [0,5]',
    ])
  })
  it('leaves other domains and unequal counts alone', () => {
    expect(found(guest(2), events('vm-8', 2))).toEqual([])
    expect(found(guest(2), events('vm-7', 3))).toEqual([])
  })
  it('ties a crash on command to the dump that bears the guest’s name, and to no other', () => {
    const paste = file('guest/session.txt', 'text', '[root@db-guest ~]# date;echo c > /proc/sysrq-trigger')
    const dump = (name: string): Observation[] =>
      file(
        'hv/ps.txt',
        'text',
        `root 4711 29.0 D 22:27 /usr/libexec/libvirt_iohelper /srv/corefile/${name}-2018-05-17-22:27:20 0 0 1`,
      )
    expect(found(paste, dump('db-guest'))).toEqual(['panics guest/session.txt:1 → hv/ps.txt:1 [0,5]'])
    expect(found(paste, dump('web-guest'))).toEqual([])
  })
})

describe('logins (A15)', () => {
  const login = file(
    'db/auth.log',
    'rfc3164',
    'Mar  3 04:05:06 db sshd[7]: Accepted publickey for ops from 192.0.2.9 port 45821 ssh2',
  )
  const packet = (chain: string, port: number): Observation[] =>
    file(
      'gw/kern.log',
      'rfc3164',
      `Mar  3 04:05:05 gw kernel: [ 77.1] fw: IN=eth0 ${chain} SRC=192.0.2.9 DST=10.0.0.7 LEN=60 PROTO=TCP SPT=${port} DPT=22 WINDOW=14600 RES=0x00 SYN URGP=0`,
    )
  it('are keyed by address and port of a packet passed on', () => {
    expect(found(login, packet('OUT=eth1', 45821))).toEqual(['ssh gw/kern.log:1 → db/auth.log:1 [-0.5,10]'])
    expect(found(login, packet('OUT=eth1', 45822))).toEqual([])
    expect(found(login, packet('OUT=', 45821))).toEqual([])
  })
})
