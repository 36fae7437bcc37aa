// The guest's console.log: SeaBIOS, GRUB, a CentOS 6 kernel, init, cloud-init, the bridge that speaks spanning tree, and half an hour without a network.
import { bootStamp, Dice, Log, type TrueMs } from './make-sample-kit.ts'
import { FIRST } from './make-sample-valentines-story.ts'

const { guestZero, mac, ip } = FIRST

/** Seconds of guest uptime at which each DHCP message leaves or arrives. */
export const DHCP = { discover: 17.902, offer: 17.906, request: 18.31, ack: 18.314 } as const

const ESC = '\x1b'
const OK = `${ESC}[60G[${ESC}[0;32m  OK  ${ESC}[0;39m]`
const FAILED = `${ESC}[60G[${ESC}[0;31mFAILED${ESC}[0;39m]`

type Say = (seconds: number, text: string, key?: string) => void

const hex = (value: number, digits: number): string => value.toString(16).padStart(digits, '0')

/** The guest's own wall clock, read from kvm-clock: seconds since 1970, UTC. */
const guestEpoch = (seconds: number): string => ((guestZero + seconds * 1_000) / 1_000).toFixed(3)

function firmware(bare: Say): void {
  const start = (FIRST.tapUp - guestZero) / 1_000 + 0.9
  const lines = [
    `${ESC}[2J${ESC}[1;1H`,
    'SeaBIOS (version 1.7.0-20120714_102211-build)',
    '',
    'iPXE (http://ipxe.org) 00:03.0 C100 PCI2.10 PnP PMM+7FFC8230+7FF88230 C100',
    '',
    'Booting from Hard Disk...',
    'GRUB loading, please wait...',
    'Press any key to continue.',
    'Press any key to continue.',
    '',
    `${ESC}[H    GNU GRUB  version 0.97  (639K lower / 2095096K upper memory)`,
    '',
    "  Booting 'CentOS (2.6.32-279.22.1.el6.x86_64)'",
    '',
    'root (hd0,0)',
    ' Filesystem type is ext2fs, partition type 0x83',
    'kernel /boot/vmlinuz-2.6.32-279.22.1.el6.x86_64 ro root=UUID=8a5f0b1e-77c2-4a',
    '95-9a33-c1d20e6b7f48 rd_NO_LUKS rd_NO_LVM console=tty0 console=ttyS0,115200n8',
    '   [Linux-bzImage, setup=0x3400, size=0x3c9d30]',
    'initrd /boot/initramfs-2.6.32-279.22.1.el6.x86_64.img',
    '   [Linux-initrd @ 0x3707a000, 0xee5a4f bytes]',
    '',
  ]
  lines.forEach((line, i) => {
    bare(start + i * 0.12, line)
  })
}

function kernelBoot(kernel: Say, dice: Dice): void {
  let now = 0
  const add = (text: string, step = 0, key?: string): void => {
    now += step
    kernel(now, text, key)
  }
  add('Initializing cgroup subsys cpuset')
  add('Initializing cgroup subsys cpu')
  add(
    'Linux version 2.6.32-279.22.1.el6.x86_64 (mockbuild@c6b9.bsys.dev.centos.org) (gcc version 4.4.6 20120305 (Red Hat 4.4.6-4) (GCC) ) #1 SMP Wed Feb 6 03:10:46 UTC 2013',
    0,
    'linux-version',
  )
  add(
    'Command line: ro root=UUID=8a5f0b1e-77c2-4a95-9a33-c1d20e6b7f48 rd_NO_LUKS rd_NO_LVM console=tty0 console=ttyS0,115200n8',
  )
  add('KERNEL supported cpus:')
  for (const vendor of ['  Intel GenuineIntel', '  AMD AuthenticAMD', '  Centaur CentaurHauls']) add(vendor)
  add('BIOS-provided physical RAM map:')
  const map = [0, 0x9bc00, 0xa0000, 0xf0000, 0x100000, 0x7fffc000, 0x80000000]
  const kinds = ['usable', 'reserved', 'reserved', 'reserved', 'usable', 'reserved']
  kinds.forEach((kind, i) => {
    add(` BIOS-e820: ${hex(map[i] ?? 0, 16)} - ${hex(map[i + 1] ?? 0, 16)} (${kind})`)
  })
  add('DMI 2.4 present.')
  add('SMBIOS version 2.4 @ 0xFDAE0')
  add('Hypervisor detected: KVM')
  add('last_pfn = 0x7fffc max_arch_pfn = 0x400000000')
  add('x86 PAT enabled: cpu 0, old 0x7040600070406, new 0x7010600070106')
  add('found SMP MP-table at [ffff8800000fdae0] fdae0')
  add('init_memory_mapping: 0000000000000000-000000007fffc000')
  add('RAMDISK: 3707a000 - 37fffa4f')
  for (const table of ['RSDP', 'RSDT', 'FACP', 'DSDT', 'FACS', 'SSDT', 'APIC', 'HPET'])
    add(
      `ACPI: ${table} ${hex(0x7fffc000 + dice.whole(16, 12_000), 16)} ${hex(dice.whole(36, 6_000), 5)} (v01 BOCHS  BXPC 00000001)`,
    )
  add('No NUMA configuration found')
  add('Faking a node at 0000000000000000-000000007fffc000')
  add('kvm-clock: Using msrs 4b564d01 and 4b564d00')
  add('kvm-clock: cpu 0, msr 0:1c25681, boot clock')
  add('Zone PFN ranges:')
  add('  DMA      0x00000001 -> 0x00001000')
  add('  DMA32    0x00001000 -> 0x00100000')
  add('  Normal   0x00100000 -> 0x00100000')
  add('Movable zone start PFN for each node')
  add('ACPI: PM-Timer IO Port: 0xb008')
  add('ACPI: LAPIC (acpi_id[0x00] lapic_id[0x00] enabled)')
  add('ACPI: IOAPIC (id[0x01] address[0xfec00000] gsi_base[0])')
  for (const irq of [0, 5, 9, 10, 11]) add(`ACPI: INT_SRC_OVR (bus 0 bus_irq ${irq} global_irq ${irq || 2} high level)`)
  add('Using ACPI (MADT) for SMP configuration information')
  add('SMP: Allowing 1 CPUs, 0 hotplug CPUs')
  for (const range of ['9b000 - 9c000', '9c000 - a0000', 'a0000 - f0000', 'f0000 - 100000'])
    add(`PM: Registered nosave memory: 00000000000${range.replace(' - ', ' - 00000000000')}`)
  add('Booting paravirtualized kernel on KVM')
  add('Built 1 zonelists in Node order, mobility grouping on.  Total pages: 517073')
  add('PID hash table entries: 4096 (order: 3, 32768 bytes)')
  add('Memory: 2041280k/2097136k available (5139k kernel code, 388k absent, 55468k reserved, 5350k data, 1260k init)')
  add('Hierarchical RCU implementation.')
  add('NR_IRQS:33024 nr_irqs:256')
  add('Console: colour VGA+ 80x25')
  add('console [tty0] enabled')
  add('console [ttyS0] enabled')
  add('Detected 2599.984 MHz processor.')
  add('Calibrating delay loop (skipped) preset value.. 5199.96 BogoMIPS (lpj=2599984)', 0.003)
  add('pid_max: default: 32768 minimum: 301', 0.001)
  add('Security Framework initialized', 0.001)
  add('SELinux:  Initializing.', 0.001)
  add('Dentry cache hash table entries: 262144 (order: 9, 2097152 bytes)', 0.002)
  add('Mount-cache hash table entries: 256', 0.004)
  for (const group of ['ns', 'cpuacct', 'memory', 'devices', 'freezer', 'net_cls', 'blkio'])
    add(`Initializing cgroup subsys ${group}`, 0.0008)
  add('mce: CPU supports 10 MCE banks', 0.002)
  add('alternatives: switching to unfair spinlock', 0.001)
  add('ACPI: Core revision 20090903', 0.03)
  add('ftrace: allocating 21432 entries in 85 pages', 0.011)
  add('CPU0: Intel(R) Xeon(R) CPU E5-2670 0 @ 2.60GHz stepping 07', 0.12)
  add('Brought up 1 CPUs', 0.02)
  add('Total of 1 processors activated (5199.96 BogoMIPS).', 0.001)
  add('devtmpfs: initialized', 0.01)
  add('regulator: core version 0.5', 0.006)
  add('NET: Registered protocol family 16', 0.004)
  add('ACPI: bus type pci registered', 0.003)
  add('PCI: Using configuration type 1 for base access', 0.004)
  add('ACPI: Interpreter enabled', 0.04)
  add('ACPI: (supports S0 S5)', 0.001)
  add('ACPI: No dock devices found.', 0.02)
  for (let slot = 0; slot < 6; slot += 1) {
    add(
      `pci 0000:00:0${slot}.0: reg 10: [io  0x${hex(0xc000 + slot * 0x20, 4)}-0x${hex(0xc01f + slot * 0x20, 4)}]`,
      0.003,
    )
    add(
      `pci 0000:00:0${slot}.0: reg 14: [mem 0x${hex(0xfebf0000 + slot * 0x1000, 8)}-0x${hex(0xfebf0fff + slot * 0x1000, 8)}]`,
      0.001,
    )
  }
  for (const link of ['A', 'B', 'C', 'D', 'S']) add(`ACPI: PCI Interrupt Link [LNK${link}] (IRQs 5 *10 11)`, 0.002)
  add('SCSI subsystem initialized', 0.02)
  add('usbcore: registered new interface driver usbfs', 0.004)
  add('usbcore: registered new device driver usb', 0.002)
  for (const resource of [
    'io  0x0000-0x0cf7',
    'io  0x0d00-0xadff',
    'io  0xae0f-0xaf1f',
    'io  0xaf40-0xffff',
    'mem 0x000a0000-0x000bffff',
    'mem 0x80000000-0xfebfffff',
  ])
    add(`pci_root PNP0A03:00: host bridge window [${resource}]`, 0.001)
  add('NetLabel: Initializing', 0.004)
  add('NetLabel:  unlabeled traffic allowed by default', 0.001)
  add('Switching to clocksource kvm-clock', 0.003)
  add('pnp: PnP ACPI: found 6 devices', 0.03)
  add('NET: Registered protocol family 2', 0.01)
  add('IP route cache hash table entries: 65536 (order: 7, 524288 bytes)', 0.003)
  add('TCP established hash table entries: 262144 (order: 10, 4194304 bytes)', 0.004)
  add('TCP: Hash tables configured (established 262144 bind 65536)', 0.002)
  for (const [id, name] of [
    ['UDP', 1024],
    ['UDP-Lite', 1024],
    ['inode-cache', 131072],
    ['futex', 256],
  ] as const)
    add(`${id} hash table entries: ${name} (order: 3, 32768 bytes)`, 0.001)
  add('NET: Registered protocol family 1', 0.001)
  add('pci 0000:00:01.0: PIIX3: Enabling Passive Release', 0.002)
  add('Trying to unpack rootfs image as initramfs...', 0.006)
  add('Freeing initrd memory: 15254k freed', 0.31)
  add('audit: initializing netlink socket (disabled)', 0.012)
  now += 0.001
  add(`type=2000 audit(${guestEpoch(now)}:1): initialized`, 0, 'guest-audit')
  add('HugeTLB registered 2 MB page size, pre-allocated 0 pages', 0.06)
  add('VFS: Disk quotas dquot_6.5.2', 0.004)
  add('msgmni has been set to 4016', 0.012)
  add('Block layer SCSI generic (bsg) driver version 0.4 loaded (major 252)', 0.03)
  for (const io of ['noop', 'anticipatory', 'deadline', 'cfq'])
    add(`io scheduler ${io} registered${io === 'cfq' ? ' (default)' : ''}`, 0.001)
  add('pci_hotplug: PCI Hot Plug PCI Core version: 0.5', 0.004)
  add('input: Power Button as /devices/LNXSYSTM:00/LNXPWRBN:00/input/input0', 0.006)
  add('ACPI: Power Button [PWRF]', 0.001)
  add('Serial: 8250/16550 driver, 4 ports, IRQ sharing enabled', 0.03)
  add('serial8250: ttyS0 at I/O 0x3f8 (irq = 4) is a 16550A', 0.02)
  add('brd: module loaded', 0.02)
  add('loop: module loaded', 0.006)
  add('serio: i8042 KBD port at 0x60,0x64 irq 1', 0.04)
  add('mice: PS/2 mouse device common for all mice', 0.006)
  add('rtc_cmos 00:01: rtc core: registered rtc_cmos as rtc0', 0.006)
  add('cpuidle: using governor ladder', 0.01)
  add('TCP cubic registered', 0.01)
  add('NET: Registered protocol family 17', 0.004)
  add('registered taskstats version 1', 0.003)
  kernel(1.412, 'rtc_cmos 00:01: setting system clock to 2013-02-15 01:39:50 UTC (1360892390)', 'guest-rtc')
  now = 1.43
  add('Freeing unused kernel memory: 1260k freed')
  add('Write protecting the kernel read-only data: 10240k', 0.004)
  add('dracut: dracut-004-284.el6_3.1', 0.05)
  add('udev: starting version 147', 0.04)
  add('virtio-pci 0000:00:03.0: PCI INT A -> Link[LNKC] -> GSI 11 (level, high) -> IRQ 11', 0.21)
  add('virtio-pci 0000:00:04.0: PCI INT A -> Link[LNKD] -> GSI 10 (level, high) -> IRQ 10', 0.09)
  add(' vda: vda1', 0.11)
  add('EXT4-fs (vda1): mounted filesystem with ordered data mode. Opts: ', 0.63)
  add('dracut: Mounted root filesystem /dev/vda1', 0.22)
  add('SELinux:  Disabled at runtime.', 0.4)
  now += 0.003
  add(`type=1404 audit(${guestEpoch(now)}:2): selinux=0 auid=4294967295 ses=4294967295`)
  add('dracut: Switching root', 0.19)
}

function initScripts(bare: Say, kernel: Say): void {
  bare(4.9, '\t\tWelcome to CentOS ')
  bare(4.95, 'Starting udev: ')
  kernel(5.61, 'piix4_smbus 0000:00:01.3: SMBus Host Controller at 0xb100, revision 0')
  kernel(5.74, 'virtio_balloon virtio2: registered')
  bare(6.8, OK)
  for (const [seconds, text] of [
    [7.0, 'Setting hostname localhost.localdomain:  '],
    [7.4, 'Checking filesystems'],
    [8.1, 'Remounting root filesystem in read-write mode:  '],
    [8.3, 'Mounting local filesystems:  '],
    [8.6, 'Enabling local filesystem quotas:  '],
    [8.7, 'Enabling /etc/fstab swaps:  '],
  ] as const)
    bare(seconds, `${text}${OK}`)
  bare(7.6, '/dev/vda1: clean, 24061/1310720 files, 301244/5242880 blocks')
  bare(9.2, 'Entering non-interactive startup')
  kernel(9.84, 'NET: Registered protocol family 10')
  kernel(9.85, 'lo: Disabled Privacy Extensions')
  kernel(10.31, 'ip6_tables: (C) 2000-2006 Netfilter Core Team')
  kernel(10.62, 'nf_conntrack version 0.5.0 (16007 buckets, 64028 max)')
  bare(10.8, `ip6tables: Applying firewall rules: ${OK}`)
  bare(11.2, `iptables: Applying firewall rules: ${OK}`)
  bare(11.9, `Bringing up loopback interface:  ${OK}`)
  kernel(14.201733, `virtio_net virtio0: eth0: address ${mac}`, 'guest-eth0')
  bare(14.6, 'Bringing up interface eth0:  ')
}

function dhcp(bare: Say): void {
  bare(14.7, 'Determining IP information for eth0...')
  bare(17.2, 'Internet Systems Consortium DHCP Client 4.1.1-P1')
  bare(17.21, 'Copyright 2004-2010 Internet Systems Consortium.')
  bare(17.22, 'All rights reserved.')
  bare(17.23, 'For info, please visit https://www.isc.org/software/dhcp/')
  bare(17.24, '')
  bare(17.3, `Listening on LPF/eth0/${mac}`, 'guest-listening')
  bare(17.31, `Sending on   LPF/eth0/${mac}`)
  bare(17.32, 'Sending on   Socket/fallback')
  bare(DHCP.discover, 'DHCPDISCOVER on eth0 to 255.255.255.255 port 67 interval 4 (xid=0x5f3b1c2a)', 'dhcp-discover')
  bare(DHCP.offer, 'DHCPOFFER from 10.0.3.1', 'dhcp-offer')
  bare(DHCP.request, 'DHCPREQUEST on eth0 to 255.255.255.255 port 67 (xid=0x5f3b1c2a)', 'dhcp-request')
  bare(DHCP.ack, 'DHCPACK from 10.0.3.1 (xid=0x5f3b1c2a)', 'dhcp-ack')
  bare(18.66, `bound to ${ip} -- renewal in 53 seconds.`, 'dhcp-bound')
  bare(18.7, ` done.`)
  bare(18.71, OK)
}

function services(bare: Say, kernel: Say): void {
  bare(19.2, `Starting auditd: ${OK}`)
  bare(19.7, `Starting system logger: ${OK}`)
  bare(20.1, 'Starting cloud-init: ')
  bare(
    22.03,
    "Cloud-init v. 0.7.1 running 'init' at Fri, 15 Feb 2013 01:40:10 +0000. Up 22.03 seconds.",
    'guest-cloud-init',
  )
  const rule = 'ci-info: +--------+------+-----------+---------------+-------------------+'
  bare(22.1, 'ci-info: +++++++++++++++++++++++Net device info++++++++++++++++++++++++++')
  bare(22.11, rule)
  bare(22.12, 'ci-info: | Device |  Up  |  Address  |      Mask     |     Hw-Address    |')
  bare(22.13, rule)
  bare(22.14, 'ci-info: |   lo   | True | 127.0.0.1 |   255.0.0.0   |         .         |')
  bare(22.15, `ci-info: |  eth0  | True | ${ip} | 255.255.255.0 | ${mac} |`, 'guest-ci-info')
  bare(22.16, rule)
  bare(22.17, 'ci-info: route-0: 0.0.0.0 via 10.0.3.1 dev eth0 UG')
  bare(23.4, 'Generating public/private rsa key pair.')
  bare(23.6, 'The key fingerprint is:')
  bare(23.61, '4b:0e:92:77:d1:5c:a8:36:f0:1d:29:be:63:c5:8a:f4 root@centos-a1')
  bare(23.62, "The key's randomart image is:")
  const art = ['   .o+.o.        ', '    o+o =        ', '   . E o +       ', '    . o = .      ', '     o S o       ']
  bare(23.63, '+--[ RSA 2048]----+')
  art.concat(['      o . +      ', '       . o .     ', '          o      ', '                 ']).forEach((row, i) => {
    bare(23.64 + i * 0.005, `|${row}|`)
  })
  bare(23.7, '+-----------------+')
  for (const group of ['user', 'group', 'password', 'locale', 'timezone', 'ssh keys', 'yum repos', 'resolv.conf'])
    bare(23.8 + group.length * 0.02, `cc_${group.replace(/[ .]/g, '_')}.py[INFO]: ${group} handled`)
  bare(24.4, `Starting sshd: ${OK}`)
  bare(25.0, `Starting crond: ${OK}`)
  bare(26.3, "Cloud-init v. 0.7.1 running 'modules:final' at Fri, 15 Feb 2013 01:40:15 +0000. Up 26.30 seconds.")
  bare(26.6, '+ brctl addbr br0')
  kernel(26.644, 'Bridge firewalling registered')
  bare(26.7, '+ brctl stp br0 on')
  bare(26.72, '+ brctl setfd br0 2')
  bare(26.75, '+ brctl addif br0 eth0')
  kernel(26.761, 'device eth0 entered promiscuous mode')
  bare(27.38, '+ ip addr flush dev eth0')
  bare(27.4, '+ ip link set br0 up')
  kernel(27.411, 'br0: port 1(eth0) entering listening state', 'stp-listening')
  bare(27.46, '+ dhclient -v br0')
  bare(27.9, `Listening on LPF/br0/${mac}`)
  bare(27.91, `Sending on   LPF/br0/${mac}`)
  bare(27.92, 'Sending on   Socket/fallback')
  bare(28.1, 'DHCPDISCOVER on br0 to 255.255.255.255 port 67 interval 5 (xid=0x2c90d7e1)')
  kernel((FIRST.learning - guestZero) / 1_000 + 0.00008, 'br0: port 1(eth0) entering learning state', 'stp-learning')
  kernel(31.41212, 'br0: topology change detected, propagating')
  kernel(31.41216, 'br0: port 1(eth0) entering forwarding state', 'stp-forwarding')
}

/** Half an hour of a guest that asks for an address and hears nothing. */
function silence(bare: Say, dice: Dice): void {
  const end = (FIRST.destroyed - guestZero) / 1_000
  bare(33.2, 'CentOS release 6.3 (Final)')
  bare(33.21, 'Kernel 2.6.32-279.22.1.el6.x86_64 on an x86_64')
  bare(33.22, '')
  // A kernel line that lands behind the prompt: the prompt is left as a half line.
  bare(39.201447, 'centos-a1 login: [   39.201447] eth0: no IPv6 routers present')
  let now = 33.1
  let round = 0
  while (now < end - 330) {
    const xid = round === 0 ? '2c90d7e1' : dice.hex(8)
    for (const interval of [7, 9, 13, 12, 8, 7]) {
      bare(now, `DHCPDISCOVER on br0 to 255.255.255.255 port 67 interval ${interval} (xid=0x${xid})`)
      now += interval
    }
    bare(now, 'No DHCPOFFERS received.', round === 0 ? 'dhcp-gave-up' : undefined)
    bare(now + 0.01, 'No working leases in persistent database - sleeping.')
    if (round === 0) {
      bare(now + 0.4, '+ yum -y install bridge-utils qemu-kvm libvirt')
      bare(now + 0.9, 'Loaded plugins: fastestmirror, security')
    }
    for (let check = 0; check < 18; check += 1) {
      const at = now + 4 + check * 12.4
      const url = `http://mirrorlist.centos.org/?release=6&arch=x86_64&repo=${dice.pick(['os', 'updates', 'extras'])}`
      bare(at, `Could not retrieve mirrorlist ${url} error was`)
      bare(at + 0.1, "14: PYCURL ERROR 6 - \"Couldn't resolve host 'mirrorlist.centos.org'\"")
      bare(
        at + 0.2,
        `Trying other mirror.${check % 4 === 3 ? `\r${' '.repeat(20)}\rTrying other mirror. (${check + 1})` : ''}`,
      )
    }
    now += dice.between(236, 262)
    round += 1
  }
  bare(now + 1, `user-data: bridge-setup ${FAILED}`)
  bare(now + 1.1, 'cc_scripts_user.py[WARNING]: failed to run-parts in /var/lib/cloud/instance/scripts')
  bare(
    now + 1.6,
    `cloud-init boot finished at Fri, 15 Feb 2013 ${new Date(guestZero + (now + 1.6) * 1_000).toISOString().slice(11, 19)} +0000. Up ${(now + 1.6).toFixed(2)} seconds`,
  )
  bare(now + 2, '')
  bare(now + 2.1, 'centos-a1 login: ')
}

export function makeConsoleLog(): Log {
  const log = new Log(`${FIRST.instance}/console.log`, () => '', '\r\n')
  const dice = new Dice('guest console')
  const at = (seconds: number): TrueMs => guestZero + seconds * 1_000
  const bare: Say = (seconds, text, key) => log.say(at(seconds), text, key)
  const kernel: Say = (seconds, text, key) => log.say(at(seconds), `${bootStamp(seconds)} ${text}`, key)
  firmware(bare)
  kernelBoot(kernel, dice)
  initScripts(bare, kernel)
  dhcp(bare)
  services(bare, kernel)
  silence(bare, dice)
  return log
}
