import { describe, expect, it } from 'vitest'
import { makeReader } from '../../formats/scanner.ts'
import type { Observation } from '../testimony.ts'
import { anchorReaders, findAnchors } from './index.ts'
import { file, found } from './test-kit.ts'

describe('kernel lines (A1)', () => {
  const dmesg = file(
    'n1/dmesg',
    'dmesg',
    '[    0.000000] Linux version 5.4.0',
    '[   12.500250] eth0: link becomes ready',
    '[  900.000100] usb 1-1: New USB device found',
  )
  it('ties the ring buffer to the log by microseconds and text', () => {
    const log = file(
      'n1/kern.log',
      'rfc3164',
      'Mar  3 04:05:06 n1 kernel: [   12.500250] eth0: link becomes ready',
      'Mar  3 04:19:53 n1 kernel: [  900.000100] usb 1-1: New USB device found',
    )
    expect(found(dmesg, log)).toEqual([
      'kernel-lines n1/dmesg:2 → n1/kern.log:1 [0,0.5]',
      'kernel-lines n1/dmesg:3 → n1/kern.log:2 [0,0.5]',
    ])
  })
  it('allows ten minutes to a burst that a reader copied late', () => {
    const log = file(
      'n1/kern.log',
      'rfc3164',
      'Mar  3 04:19:53 n1 kernel: [   12.500250] eth0: link becomes ready',
      'Mar  3 04:19:53 n1 kernel: [  900.000100] usb 1-1: New USB device found',
    )
    expect(found(dmesg, log)[0]).toBe('kernel-lines n1/dmesg:2 → n1/kern.log:1 [0,600]')
  })
  it('takes no line of the first instant, no other text, and not one line of another host', () => {
    const log = file(
      'x/kern.log',
      'rfc3164',
      'Mar  3 04:05:06 n2 kernel: [    0.000000] Linux version 5.4.0',
      'Mar  3 04:05:06 n2 kernel: [   12.500250] eth0: link becomes ready',
      'Mar  3 04:05:07 n2 kernel: [  900.000100] usb 1-2: New USB device found',
    )
    expect(found(dmesg, log)).toEqual([])
  })
})

describe('netconsole (A2)', () => {
  it('ties the sender’s microseconds to the collector', () => {
    const own = file('n1/dmesg', 'dmesg', '[    1.758426] br0: port 1(eth0) entered blocking state')
    const there = file(
      'col/netconsole.log',
      'rfc3164',
      'Mar  3 04:05:06 col netcat: 6,416,1758426,-,caller=T1;br0: port 1(eth0) entered blocking state',
      'Mar  3 04:05:07 col netcat: 6,417,1758999,-,caller=T1;br0: port 1(eth0) entered blocking state',
    )
    expect(found(own, there)).toEqual(['netconsole n1/dmesg:1 → col/netconsole.log:1 [0,0.5]'])
  })
})

describe('relayed copies (A3, A16)', () => {
  const own = file(
    'web/syslog',
    'rfc3164',
    'Mar  3 04:05:06 web app[7]: cache rebuilt in 11 ms',
    'Mar  3 04:05:31 web app[7]: cache rebuilt in 12 ms',
    'Mar  3 04:06:02 web app[7]: cache rebuilt in 13 ms',
  )
  const other = file('col/all.log', 'rfc3164', 'Mar  3 04:00:00 db app[9]: ready to accept connections').map((s) => ({
    ...s,
    ref: { ...s.ref, line: 9 },
  }))
  it('ties a copy with the collector’s stamp', () => {
    const copy = file(
      'col/all.log',
      'rfc3164',
      'Mar  3 04:05:16 web app[7]: cache rebuilt in 11 ms',
      'Mar  3 04:05:41 web app[7]: cache rebuilt in 12 ms',
    )
    expect(found(own, copy, other)).toEqual([
      'relayed web/syslog:1 → col/all.log:1 [0,2]',
      'relayed web/syslog:2 → col/all.log:2 [0,2]',
    ])
  })
  it('drops copies that bear the sender’s own stamp, in its zone or another', () => {
    expect(
      found(
        own,
        own.map((s) => ({ ...s, ref: { source: 'col/all.log', line: s.ref.line } })),
        other,
      ),
    ).toEqual([])
    const zone = file(
      'col/all.log',
      'rfc3164',
      'Mar  3 11:05:06 web app[7]: cache rebuilt in 11 ms',
      'Mar  3 11:05:31 web app[7]: cache rebuilt in 12 ms',
    )
    expect(found(own, zone, other)).toEqual([])
  })
  it('says only “not before” of lines delivered in a burst after an outage', () => {
    const burst = file(
      'col/all.log',
      'rfc3164',
      'Mar  3 04:25:01 web app[7]: cache rebuilt in 11 ms',
      'Mar  3 04:25:01 web app[7]: cache rebuilt in 12 ms',
      'Mar  3 04:25:02 web app[7]: cache rebuilt in 13 ms',
    )
    expect(found(own, burst, other)).toEqual([
      'relayed web/syslog:1 → col/all.log:1 [0,Infinity]',
      'relayed web/syslog:2 → col/all.log:2 [0,Infinity]',
      'relayed web/syslog:3 → col/all.log:3 [0,2]',
    ])
  })
  it('ignores what two hosts do at the full hour', () => {
    const a = file('a/syslog', 'rfc3164', 'Mar  3 04:00:01 a CRON[11]: (root) CMD (run-parts /etc/cron.hourly)')
    const b = file('b/syslog', 'rfc3164', 'Mar  3 04:00:01 b CRON[12]: (root) CMD (run-parts /etc/cron.hourly)')
    expect(found(a, b)).toEqual([])
  })
  it('knows the program’s own file behind a double stamp', () => {
    const line =
      '2013-02-14 18:40:14.135 3107 INFO nova.compute.resource_tracker [-] Compute_service record updated for c36'
    const oslo = file('c36/nova.log', 'oslo', line)
    const copy = file('col/all.log', 'rfc3164', `Feb 14 18:41:30 c36 nova-compute: ${line}`)
    expect(found(oslo, copy, other)).toEqual(['relayed c36/nova.log:1 → col/all.log:1 [0,2]'])
    expect(found(oslo, file('col/all.log', 'rfc3164', `Feb 14 18:40:14 c36 nova-compute: ${line}`), other)).toEqual([])
  })
})

describe('switch ports and links (A4, A5)', () => {
  const sw = (...rest: string[]): Observation[] =>
    file(
      'SW/sw.log',
      'arista-eos',
      'Mar  3 11:05:06 SW Ebra: %ETH-4-ERRDISABLE: bpduguard error detected on Port-Channel17.',
      'Mar  3 11:05:06 SW Ebra: %LINEPROTO-5-UPDOWN: Line protocol on Interface Port-Channel17 (Node17), changed state to down',
      ...rest,
    )
  const nic = (host: string): Observation[] =>
    file(
      `${host}/kern.log`,
      'rfc3164',
      `Mar  3 04:05:07 ${host} kernel: [ 4021.022026] ixgbe 0000:05:00.0: eth2: NIC Link is Down`,
      `Mar  3 04:05:08 ${host} kernel: [ 4021.141008] ixgbe 0000:05:00.1: eth3: NIC Link is Down`,
    )
  it('is keyed by the port’s number and the host’s, across time zones', () => {
    expect(found(sw(), nic('c17'), nic('c18'))).toEqual(['switch-links SW/sw.log:1 → c17/kern.log:2 [-0.1,4]'])
  })
  it('finds which interface hangs on which switch by the rhythm of downs and ups', () => {
    const up =
      'Mar  3 11:35:06 SW Ebra: %LINEPROTO-5-UPDOWN: Line protocol on Interface Ethernet17 (Node17), changed state to up'
    const host = [
      ...nic('c17'),
      ...file(
        'c17/kern.log',
        'rfc3164',
        '',
        '',
        'Mar  3 04:35:07 c17 kernel: [ 5821.5] ixgbe 0000:05:00.0: eth2: NIC Link is Up 10 Gbps',
        'Mar  3 04:36:40 c17 kernel: [ 5914.5] ixgbe 0000:05:00.1: eth3: NIC Link is Up 10 Gbps',
      ),
    ]
    expect(found(sw(up), host)).toEqual([
      'switch-links SW/sw.log:1 → c17/kern.log:1 [-0.1,3]',
      'switch-links SW/sw.log:3 → c17/kern.log:3 [-10,10]',
    ])
  })
  it('takes a pair without a key only where nothing else could be meant', () => {
    const alone = findAnchors([...sw(), ...nic('alpha')])
    expect(alone).toMatchObject([{ class: 'proximity', weight: 0.4 }])
    expect(found(sw(), nic('alpha'), nic('beta'))).toEqual([])
  })
  it('reads Cisco’s two names of a port as one, and anchors on the decision', () => {
    const cisco = file(
      'SW/cisco.log',
      'cisco-ios',
      '*Mar  3 11:05:06.100: %PM-4-ERR_DISABLE: bpduguard error detected on Gi1/3, putting Gi1/3 in err-disable state',
      '*Mar  3 11:05:07.100: %LINEPROTO-5-UPDOWN: Line protocol on Interface GigabitEthernet1/3, changed state to down',
      '*Mar  3 11:05:07.200: %LINEPROTO-5-UPDOWN: Line protocol on Interface Vlan3, changed state to down',
      '*Mar  3 11:05:08.120: %LINK-3-UPDOWN: Interface GigabitEthernet1/3, changed state to down',
    )
    expect(found(cisco, nic('alpha'))).toEqual(['switch-links SW/cisco.log:1 → alpha/kern.log:2 [-0.1,4]'])
  })
})

describe('BPDU guard', () => {
  const guest = (...lines: string[]): Observation[] =>
    file(
      'vm-7/console.log',
      'console',
      '[    0.100000] Linux version 5.4.0',
      'Listening on LPF/eth0/fa:16:3e:11:22:33',
      ...lines,
    )
  const guard = (mac: string): Observation[] =>
    file(
      'SW/sw.log',
      'arista-eos',
      `Mar  3 11:05:06 SW Stp: %SPANTREE-4-BLOCK_BPDUGUARD: Received BPDU packet on Port-Channel17 with BPDU guard enabled. Disabling interface. (source mac ${mac})`,
    )
  it('is keyed by the address; with a short forward delay nothing was sent before learning', () => {
    const lines = [
      '[   27.411059] br0: port 1(eth0) entering listening state',
      '[   29.412143] br0: port 1(eth0) entering learning state',
    ]
    expect(found(guest(...lines), guard('fa:16:3e:11:22:33'))).toEqual(['bpdu vm-7/console.log:4 → SW/sw.log:1 [0,5]'])
    expect(found(guest(...lines), guard('fa:16:3e:11:22:34'))).toEqual([])
  })
  it('counts from listening where learning comes fifteen seconds later', () => {
    const lines = [
      '[   27.411059] br0: port 1(eth0) entering listening state',
      '[   42.412143] br0: port 1(eth0) entering learning state',
    ]
    expect(found(guest(...lines), guard('fa:16:3e:11:22:33'))).toEqual(['bpdu vm-7/console.log:3 → SW/sw.log:1 [0,10]'])
  })
})

describe('all kinds', () => {
  it('have ids and literals that a scan can search for', () => {
    expect(new Set(anchorReaders.map((r) => r.id)).size).toBe(anchorReaders.length)
    for (const reader of anchorReaders)
      for (const literal of reader.literals) expect(literal).toMatch(/^[\x20-\x7e]{4,}$/)
  })
  it('read 20,000 lines in a moment', () => {
    const read = makeReader('rfc3164')
    const entry = read(
      'Mar  3 04:05:06 cc nova-api: 2018-05-17 18:39:30.352 2291 INFO nova.wsgi [req-2f6b81c4-0000-4e0a-8b55-d1c07a3e6f94 u p] GET',
    )?.entry
    const seen = Array.from({ length: 20_000 }, (_, i): Observation => {
      const host = `h${i % 12}`
      const message = (entry?.message ?? '').replace('0000-4e0a', `${String(i % 9999).padStart(4, '0')}-4e0a`)
      const stamp = entry?.stamp
        ? { ...entry.stamp, at: (entry.stamp.at + i * 1e6) as typeof entry.stamp.at }
        : undefined
      return {
        ref: { source: `${host}/log`, line: i + 1 },
        host,
        format: 'rfc3164',
        program: i % 2 ? 'nova-api' : 'nova-compute',
        message,
        text: message,
        boot: 0,
        ...(stamp ? { stamp } : {}),
      }
    })
    const start = performance.now()
    findAnchors(seen)
    expect(performance.now() - start).toBeLessThan(1500)
  })
})
