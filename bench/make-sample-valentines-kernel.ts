// The compute nodes' kernels (Ubuntu 12.04, Linux 3.2): c35's kern.log from boot to the end of the night, and what both nodes print in the outage.
import { bootStamp, bsdStamp, Dice, every, Log, MS_MINUTE, type TrueMs } from './make-sample-kit.ts'
import { C35_BOOT, CORRECTION_MS, FIRST, MST_MS, type Outage, UNTIL } from './make-sample-valentines-story.ts'

export type SayKernel = (at: TrueMs, message: string, key?: string) => void

/** An audit record carries its own clock: seconds since 1970, UTC. */
const audit = (at: TrueMs, node: 'c35' | 'c36', serial: number): string =>
  `type=1400 audit(${((at - 8 - CORRECTION_MS[node]) / 1_000).toFixed(3)}:${serial})`

/** The same few minutes on either node. `key` names are only given on request, so that each file may cite its own. */
export function tellNodeKernel(say: SayKernel, outage: Outage, serial: number): void {
  const { node, tapUp, bondDown, bondUp } = outage
  const profile = `libvirt-${outage.uuid}`
  say(
    tapUp - 640,
    `${audit(tapUp - 640, node, serial)}: apparmor="STATUS" operation="profile_load" name="${profile}" pid=5127 comm="apparmor_parser"`,
  )
  say(tapUp, 'device vnet0 entered promiscuous mode', `tap-${node}`)
  say(tapUp + 9, 'br100: port 2(vnet0) entering forwarding state')
  say(tapUp + 10, 'br100: port 2(vnet0) entering forwarding state')
  say(tapUp + 720, 'kvm: 5163: cpu0 unhandled wrmsr: 0x684 data 0')
  say(outage.carrierLost.eth2, 'ixgbe 0000:05:00.0: eth2: NIC Link is Down', `eth2-down-${node}`)
  say(
    outage.carrierLost.eth2 + 92,
    'bonding: bond0: link status definitely down for interface eth2, disabling it',
    `bond-eth2-down-${node}`,
  )
  say(outage.carrierLost.eth3, 'ixgbe 0000:05:00.1: eth3: NIC Link is Down', `eth3-down-${node}`)
  say(
    bondDown - 0.4,
    'bonding: bond0: link status definitely down for interface eth3, disabling it',
    `bond-eth3-down-${node}`,
  )
  say(bondDown, 'bonding: bond0: now running without any active interface !', `bond-down-${node}`)
  say(bondDown + 1.1, 'br100: port 1(vlan100) entering disabled state')
  say(bondDown + 187_402, 'nfs: server 10.0.1.20 not responding, still trying', `nfs-lost-${node}`)
  say(bondDown + 191_077, 'nfs: server 10.0.1.20 not responding, still trying')
  say(bondDown + 204_816, 'nfs: server 10.0.1.20 not responding, still trying')
  say(outage.destroyed, 'br100: port 2(vnet0) entering disabled state', `tap-gone-${node}`)
  say(outage.destroyed + 1, 'device vnet0 left promiscuous mode')
  say(outage.destroyed + 1.4, 'br100: port 2(vnet0) entering disabled state')
  say(
    outage.destroyed + 480,
    `${audit(outage.destroyed + 480, node, serial + 1)}: apparmor="STATUS" operation="profile_remove" name="${profile}" pid=9044 comm="apparmor_parser"`,
  )
  say(
    outage.carrierBack.eth2,
    'ixgbe 0000:05:00.0: eth2: NIC Link is Up 10 Gbps, Flow Control: RX/TX',
    `eth2-up-${node}`,
  )
  say(bondUp, 'bonding: bond0: link status definitely up for interface eth2, 10000 Mbps full duplex.')
  say(bondUp + 0.2, 'bonding: bond0: first active interface up!', `bond-up-${node}`)
  say(bondUp + 1.3, 'br100: port 1(vlan100) entering forwarding state')
  say(bondUp + 1.5, 'br100: port 1(vlan100) entering forwarding state')
  say(bondUp + 4_216, 'nfs: server 10.0.1.20 OK')
  say(bondUp + 4_219, 'nfs: server 10.0.1.20 OK')
  say(bondUp + 4_222, 'nfs: server 10.0.1.20 OK')
  say(
    outage.carrierBack.eth3,
    'ixgbe 0000:05:00.1: eth3: NIC Link is Up 10 Gbps, Flow Control: RX/TX',
    `eth3-up-${node}`,
  )
  say(
    outage.carrierBack.eth3 + 88,
    'bonding: bond0: link status definitely up for interface eth3, 10000 Mbps full duplex.',
  )
}

/** The 1 Gb management NIC: connections let in and thrown out, all night, outage or not. */
export function tellFirewall(
  say: SayKernel,
  dice: Dice,
  [from, to]: readonly [TrueMs, TrueMs],
  [host, mac]: readonly [string, string],
  gap: readonly [number, number],
): void {
  const packet = (source: string, tail: string): string =>
    `IN=eth0 OUT= MAC=${mac}:00:25:90:7a:10:05:08:00 SRC=${source} DST=${host} LEN=60 TOS=0x00 PREC=0x00 TTL=64 ID=${dice.whole(900, 65_100)} DF ${tail}`
  every(dice, from, to, gap, (at) => {
    const port = dice.whole(32_900, 60_900)
    if (dice.chance(0.74)) {
      const door = dice.pick([22, 22, 22, 5666])
      say(
        at,
        `[UFW ALLOW] ${packet('10.20.0.5', `PROTO=TCP SPT=${port} DPT=${door} WINDOW=14600 RES=0x00 SYN URGP=0`)}`,
      )
    } else if (dice.chance(0.5)) {
      say(at, `[UFW BLOCK] ${packet('10.20.0.77', `PROTO=TCP SPT=${port} DPT=8649 WINDOW=5840 RES=0x00 SYN URGP=0`)}`)
    } else {
      say(at, `[UFW BLOCK] ${packet('10.20.0.240', 'PROTO=UDP SPT=138 DPT=138 LEN=209')}`)
    }
  })
}

const hex = (value: number, digits: number): string => value.toString(16).padStart(digits, '0')

/** What a two-socket server prints in its first twenty seconds: seconds since boot and text. */
function bootLines(dice: Dice): (readonly [number, string])[] {
  const lines: (readonly [number, string])[] = []
  let now = 0
  const add = (text: string, step = 0): void => {
    now += step
    lines.push([now, text])
  }
  const options = 'root=/dev/mapper/c35-root ro console=tty0 console=ttyS1,115200n8'
  add('Initializing cgroup subsys cpuset')
  add('Initializing cgroup subsys cpu')
  add(
    'Linux version 3.2.0-37-generic (buildd@panlong) (gcc version 4.6.3 (Ubuntu/Linaro 4.6.3-1ubuntu5) ) #58-Ubuntu SMP Thu Jan 24 15:28:10 UTC 2013 (Ubuntu 3.2.0-37.58-generic 3.2.35)',
  )
  add(`Command line: BOOT_IMAGE=/vmlinuz-3.2.0-37-generic ${options}`)
  add('BIOS-provided physical RAM map:')
  const ram = [0, 0x99c00, 0xe0000, 0x100000, 0x7df8a000, 0x7e1a4000, 0x7f8b2000, 0x80000000, 0xfed1c000, 0x100000000]
  const kinds = [
    'usable',
    'reserved',
    'reserved',
    'usable',
    'ACPI data',
    'ACPI NVS',
    'reserved',
    'reserved',
    'reserved',
  ]
  kinds.forEach((kind, i) => {
    add(` BIOS-e820: ${hex(ram[i] ?? 0, 16)} - ${hex(ram[i + 1] ?? 0, 16)} (${kind})`)
  })
  add(' BIOS-e820: 0000000100000000 - 0000002080000000 (usable)')
  add('NX (Execute Disable) protection: active')
  add('DMI 2.7 present.')
  add('DMI: Northfield Systems C6220/0W6W6G, BIOS 1.2.1 05/27/2012')
  add('No AGP bridge found')
  add('last_pfn = 0x2080000 max_arch_pfn = 0x400000000')
  add('x86 PAT enabled: cpu 0, old 0x7040600070406, new 0x7010600070106')
  for (const table of ['RSDP', 'XSDT', 'FACP', 'DSDT', 'APIC', 'MCFG', 'SLIT', 'SRAT', 'HPET', 'DMAR', 'SSDT'])
    add(
      `ACPI: ${table} ${hex(0x7df8a000 + dice.whole(1, 0xfff0), 16)} ${hex(dice.whole(36, 9000), 5)} (v01 NFS_ C6220 00000001 INTL 20091013)`,
    )
  for (let cpu = 0; cpu < 32; cpu += 1)
    add(`SRAT: PXM ${cpu % 16 < 8 ? 0 : 1} -> APIC 0x${hex(cpu * 2, 2)} -> Node ${cpu % 16 < 8 ? 0 : 1}`)
  add('SRAT: Node 0 PXM 0 0-1080000000')
  add('SRAT: Node 1 PXM 1 1080000000-2080000000')
  for (let cpu = 0; cpu < 32; cpu += 1)
    add(`ACPI: LAPIC (acpi_id[0x${hex(cpu, 2)}] lapic_id[0x${hex(cpu * 2, 2)}] enabled)`)
  add('ACPI: IOAPIC (id[0x00] address[0xfec00000] gsi_base[0])')
  add('IOAPIC[0]: apic_id 0, version 32, address 0xfec00000, GSI 0-23')
  add('Using ACPI (MADT) for SMP configuration information')
  add('SMP: Allowing 32 CPUs, 0 hotplug CPUs')
  add('Booting paravirtualized kernel on bare hardware')
  add('setup_percpu: NR_CPUS:256 nr_cpumask_bits:256 nr_cpu_ids:32 nr_node_ids:2')
  add('PERCPU: Embedded 28 pages/cpu @ffff881077c00000 s82880 r8192 d23616 u131072')
  add('Built 2 zonelists in Zone order, mobility grouping on.  Total pages: 33005219')
  add(`Kernel command line: BOOT_IMAGE=/vmlinuz-3.2.0-37-generic ${options}`)
  add('PID hash table entries: 4096 (order: 3, 32768 bytes)')
  add('Checking aperture...')
  add(
    'Memory: 131871336k/136314880k available (6571k kernel code, 2188604k absent, 2254940k reserved, 6637k data, 924k init)',
  )
  add('Hierarchical RCU implementation.')
  add('NR_IRQS:16640 nr_irqs:1528 16')
  add('Console: colour VGA+ 80x25')
  add('console [ttyS1] enabled')
  add('hpet clockevent registered')
  add('Fast TSC calibration using PIT', 0.004_011)
  add('Detected 2599.984 MHz processor.', 0.000_004)
  add(
    'Calibrating delay loop (skipped), value calculated using timer frequency.. 5199.96 BogoMIPS (lpj=10399936)',
    0.000_004,
  )
  add('pid_max: default: 32768 minimum: 301', 0.000_011)
  add('AppArmor: AppArmor initialized', 0.000_038)
  add('Mount-cache hash table entries: 256', 0.031_2)
  add('CPU0: Thermal monitoring enabled (TM1)', 0.000_4)
  add('ACPI: Core revision 20110623', 0.006_2)
  add('CPU0: Intel(R) Xeon(R) CPU E5-2670 0 @ 2.60GHz stepping 07', 0.21)
  add('Performance Events: PEBS fmt1+, generic architected perfmon, Intel PMU driver.', 0.11)
  for (let cpu = 1; cpu < 32; cpu += 1) add(`Booting Node ${cpu % 16 < 8 ? 0 : 1}, Processor #${cpu}`, 0.0402)
  add('Brought up 32 CPUs', 0.039)
  add('Total of 32 processors activated (166398.71 BogoMIPS).', 0.000_1)
  add('devtmpfs: initialized', 0.019)
  add('NET: Registered protocol family 16', 0.002)
  add('ACPI: bus type pci registered', 0.001)
  for (let device = 0; device < 40; device += 1) {
    const slot = `0000:${hex(Math.floor(device / 8) * 3, 2)}:${hex(device % 8, 2)}.${device % 2}`
    add(
      `pci ${slot}: reg 10: [mem 0x${hex(0xd0000000 + device * 0x20000, 8)}-0x${hex(0xd001ffff + device * 0x20000, 8)}]`,
      0.000_4,
    )
    add(`pci ${slot}: PME# supported from D0 D3hot D3cold`, 0.000_05)
  }
  add('SCSI subsystem initialized', 0.04)
  add('Switching to clocksource hpet', 0.011)
  add('AppArmor: AppArmor Filesystem Enabled', 0.002)
  add('NET: Registered protocol family 2', 0.07)
  add('IP route cache hash table entries: 524288 (order: 10, 4194304 bytes)', 0.004)
  add('TCP established hash table entries: 524288 (order: 11, 8388608 bytes)', 0.004)
  add('Unpacking initramfs...', 0.02)
  add('Freeing initrd memory: 14104k freed', 0.28)
  add('audit: initializing netlink socket (disabled)', 0.09)
  add('Block layer SCSI generic (bsg) driver version 0.4 loaded (major 253)', 0.31)
  add('Linux agpgart interface v0.103', 0.02)
  add('rtc_cmos 00:08: RTC can wake from S4', 0.01)
  add('cpuidle: using governor menu', 0.02)
  add('rtc_cmos 00:08: setting system clock to 2013-02-15 00:33:20 UTC (1360888400)', 0.04)
  add('Freeing unused kernel memory: 924k freed', 0.005)
  add('udevd[312]: starting version 175', 0.06)
  add('megasas: 00.00.06.12-rc1 Wed. Oct. 5 17:00:00 PDT 2011', 0.31)
  add('scsi0 : LSI SAS based MegaRAID driver', 0.42)
  for (let disk = 0; disk < 6; disk += 1) {
    const name = `sd${'abcdef'[disk] ?? ''}`
    add(`scsi 0:0:${disk}:0: Direct-Access     NORTHFLD  ST9900805SS      CS05 PQ: 0 ANSI: 6`, 0.02)
    add(`sd 0:0:${disk}:0: [${name}] 1758174768 512-byte logical blocks: (900 GB/838 GiB)`, 0.03)
    add(`sd 0:0:${disk}:0: [${name}] Write Protect is off`, 0.001)
    add(`sd 0:0:${disk}:0: [${name}] Write cache: disabled, read cache: enabled, supports DPO and FUA`, 0.001)
    add(` ${name}: ${name}1`, 0.012)
    add(`sd 0:0:${disk}:0: [${name}] Attached SCSI disk`, 0.002)
  }
  add('igb: Intel(R) Gigabit Ethernet Network Driver - version 3.2.10-k', 0.05)
  add('igb 0000:02:00.0: eth0: (PCIe:5.0Gb/s:Width x4) 00:25:90:1c:35:a0', 0.19)
  add('igb 0000:02:00.1: eth1: (PCIe:5.0Gb/s:Width x4) 00:25:90:1c:35:a1', 0.21)
  add('ixgbe: Intel(R) 10 Gigabit PCI Express Network Driver - version 3.6.7-k', 0.04)
  add('ixgbe 0000:05:00.0: (PCI Express:5.0Gb/s:Width x8) 00:1b:21:a3:5f:05', 0.61)
  add('ixgbe 0000:05:00.0: eth2: MAC: 2, PHY: 15, SFP+: 5, PBA No: E66560-002', 0.002)
  add('ixgbe 0000:05:00.1: (PCI Express:5.0Gb/s:Width x8) 00:1b:21:a3:5f:06', 0.64)
  add('ixgbe 0000:05:00.1: eth3: MAC: 2, PHY: 15, SFP+: 6, PBA No: E66560-002', 0.002)
  add('EXT4-fs (dm-0): mounted filesystem with ordered data mode. Opts: (null)', 1.9)
  add('Adding 33552380k swap on /dev/mapper/c35-swap.  Priority:-1 extents:1 across:33552380k', 2.1)
  add('lp: driver loaded but no devices found', 0.4)
  add('ioatdma: Intel(R) QuickData Technology Driver 4.00', 0.2)
  add('EDAC MC: Ver: 2.1.0', 0.05)
  add(
    'ACPI Warning: 0x0000000000000828-0x000000000000082f SystemIO conflicts with Region \\PMIO 1 (20110623/utaddress-251)',
    0.03,
  )
  add('Bonding: Ethernet Channel Bonding Driver: v3.7.1 (April 27, 2011)', 0.9)
  add('bonding: bond0: setting mode to 802.3ad (4).', 0.01)
  add('bonding: bond0: Setting MII monitoring interval to 100.', 0.003)
  add('bonding: bond0: enslaving eth2 as a backup interface with a down link.', 0.42)
  add('bonding: bond0: enslaving eth3 as a backup interface with a down link.', 0.38)
  add('ADDRCONF(NETDEV_UP): bond0: link is not ready', 0.004)
  add('8021q: 802.1Q VLAN Support v1.8', 0.06)
  add('device eth2 entered promiscuous mode', 0.003)
  add('device eth3 entered promiscuous mode', 0.001)
  return lines
}

export function makeKernLog(): Log {
  const log = new Log('c35/kern.log', (at) => `${bsdStamp(at - CORRECTION_MS.c35 + MST_MS)} c35 kernel: `)
  const dice = new Dice('c35 kernel')
  const boot = bootLines(dice)
  const syslogStart = C35_BOOT + 20_880
  boot.forEach(([seconds, text], i) => {
    log.say(syslogStart + i * 0.04, `${bootStamp(seconds)} ${text}`, i === 2 ? 'kernel-boot' : undefined)
  })
  log.say(syslogStart - 1, 'imklog 5.8.6, log source = /proc/kmsg started.', 'first')
  const say: SayKernel = (at, message, key) => log.say(at, `${bootStamp((at - C35_BOOT) / 1_000)} ${message}`, key)
  const bootAt = (seconds: number): TrueMs => C35_BOOT + seconds * 1_000
  say(syslogStart + 110, 'igb: eth0 NIC Link is Up 1000 Mbps Full Duplex, Flow Control: RX')
  say(syslogStart + 118, 'ADDRCONF(NETDEV_CHANGE): eth0: link becomes ready')
  say(syslogStart + 240, 'ixgbe 0000:05:00.0: eth2: NIC Link is Up 10 Gbps, Flow Control: RX/TX')
  say(syslogStart + 331, 'bonding: bond0: link status definitely up for interface eth2, 10000 Mbps full duplex.')
  say(syslogStart + 331.4, 'bonding: bond0: first active interface up!')
  say(syslogStart + 702, 'ixgbe 0000:05:00.1: eth3: NIC Link is Up 10 Gbps, Flow Control: RX/TX')
  say(syslogStart + 731, 'bonding: bond0: link status definitely up for interface eth3, 10000 Mbps full duplex.')
  say(bootAt(24.1), 'Bridge firewalling registered')
  say(bootAt(24.9), 'ip_tables: (C) 2000-2006 Netfilter Core Team')
  say(bootAt(25.0), 'nf_conntrack version 0.5.0 (16384 buckets, 65536 max)')
  say(bootAt(25.6), 'Ebtables v2.0 registered')
  say(bootAt(26.2), 'RPC: Registered named UNIX socket transport module.')
  say(bootAt(26.3), "FS-Cache: Netfs 'nfs' registered for caching")
  say(bootAt(61.4), 'br100: port 1(vlan100) entering forwarding state')
  say(bootAt(61.5), 'device vlan100 entered promiscuous mode')
  say(bootAt(61.6), 'device bond0 entered promiscuous mode')
  for (let i = 0; i < 14; i += 1)
    say(
      bootAt(26.8 + i * 0.03),
      `type=1400 audit(${((bootAt(26.79 + i * 0.03) - CORRECTION_MS.c35) / 1_000).toFixed(3)}:${i + 2}): apparmor="STATUS" operation="profile_load" name="/usr/sbin/profile-${i + 1}" pid=${1_480 + i} comm="apparmor_parser"`,
    )
  say(bootAt(2_214.6), 'hrtimer: interrupt took 21934 ns')
  say(bootAt(3_120.2), 'TCP: Peer 10.20.0.5:43871/22 unexpectedly shrunk window 2841170142:2841171590 (repaired)')
  tellNodeKernel(say, FIRST, 31)
  every(dice, bootAt(400), UNTIL, [17 * MS_MINUTE, 29 * MS_MINUTE], (at) =>
    say(
      at,
      `[UFW BLOCK] IN=eth0 OUT= MAC=01:00:5e:00:00:01 SRC=10.20.0.1 DST=224.0.0.1 LEN=36 TOS=0x00 PREC=0xC0 TTL=1 ID=0 PROTO=2`,
    ),
  )
  tellFirewall(say, dice, [bootAt(64), UNTIL], ['10.20.0.135', '00:25:90:1c:35:a0'], [12_000, 32_000])
  return log
}
