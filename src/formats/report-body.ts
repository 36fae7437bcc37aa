// Which unstamped lines of a console are the inside of a kernel report (oops, stack trace, register dump) and so belong to the line
// before them. Shapes: arch/*/kernel/dumpstack.c, process.c, traps.c of Linux for x86, arm, arm64, powerpc and s390.
import { CLOSE, COLON, GREATER, isDigit, isLetter, LESS, OPEN, SPACE, wordKind } from './stamps/bytes.ts'

/** How such lines begin, after their indent. */
const HEADS =
  'RIP: |RSP: |RAX: |RBX: |RCX: |RDX: |RSI: |RDI: |RBP: |R10: |R13: |EIP: |EIP is at|EAX: |ESI: |EFLAGS: |FS:  |CS:  |DS: |ES: |' +
  'CR0: |CR2: |CR3: |DR0: |DR3: |DR6: |PKRU: |Code: |Stack:|Call Trace:|Call trace:|Backtrace:|Modules linked in:|CPU: |' +
  'Hardware name: |Workqueue: |task: |pc : |lr : |sp : |pc: |lr: |sp: |x29: |x27: |x26: |x23: |x20: |x17: |x14: |x11: |x8 : |x5 : |' +
  'x2 : |pstate: |r10: |r7 : |r3 : |Flags: |Control: |PC is at |LR is at |Register r|Exception stack|NIP: |NIP [|LR [|REGS: |MSR: |' +
  'GPR00: |GPR04: |GPR08: |GPR12: |GPR16: |GPR20: |GPR24: |GPR28: |CFAR: |Instruction dump:|Krnl PSW |Krnl GPRS: |Krnl Code: |' +
  'User PSW |Last Breaking-Event-Address:|PGD |P4D |PUD |*pde = |*pdpt = |IP: |Dumping ftrace buffer:|(ftrace buffer empty)|' +
  '---[ end trace|Kernel Offset: |Memory state around the buggy|Mem abort info:|Data abort info:|ESR = |EC = |SET = |FSC = |ISV = |CM = |user pgtable: |' +
  'swapper pgtable: |comm "|backtrace|hex dump (|Allocated by task|Freed by task|The buggy address'

const headsByFirst: readonly (readonly Uint8Array[])[] = (() => {
  const lists: Uint8Array[][] = Array.from({ length: 128 }, () => [])
  for (const head of HEADS.split('|')) lists[head.charCodeAt(0)]?.push(new TextEncoder().encode(head))
  return lists
})()

function hasHead(bytes: Uint8Array, i: number, end: number): boolean {
  const first = bytes[i] as number
  if (first > 127) return false
  const heads = headsByFirst[first] as readonly Uint8Array[]
  for (let n = 0; n < heads.length; n++) {
    const head = heads[n] as Uint8Array
    const length = head.length
    let k = 1
    while (k < length && i + k < end && bytes[i + k] === head[k]) k++
    if (k === length) return true
  }
  return false
}

/** `do_sys_open+0x1a/0x60` at `i`. */
function isSymbol(bytes: Uint8Array, i: number, end: number): boolean {
  let p = i
  while (p < end && wordKind[bytes[p] as number] !== 0) p++
  return p > i && p + 3 < end && bytes[p] === 43 && bytes[p + 1] === 48 && bytes[p + 2] === 120
}

const isHex = (byte: number): boolean => isDigit(byte) || ((byte | 32) >= 97 && (byte | 32) <= 102)

/** Eight or sixteen hexadecimal digits in brackets, from `i` on. */
function isAddress(bytes: Uint8Array, i: number, end: number): boolean {
  let p = i
  while (p < end && isHex(bytes[p] as number)) p++
  return (p - i === 8 || p - i === 16) && p < end && (bytes[p] === GREATER || bytes[p] === CLOSE)
}

/** Rows of memory: `ffff8800 00000001 …`, `7fe0: 00000000 …`, `>ffff888100: fb fb fb`. */
function isDump(bytes: Uint8Array, i: number, end: number): boolean {
  let p = bytes[i] === GREATER ? i + 1 : i
  const first = p
  while (p < end && isHex(bytes[p] as number)) p++
  const width = p - first
  if (p >= end || (bytes[p] === COLON ? width < 4 : width !== 8 && width !== 16)) return false
  if (bytes[p] === COLON) p++
  let words = 0
  while (p < end && bytes[p] === SPACE && words < 3) {
    while (p < end && bytes[p] === SPACE) p++
    const word = p
    while (p < end && isHex(bytes[p] as number)) p++
    if (p === word) break
    words++
  }
  return words >= 2 || (words >= 1 && p >= end)
}

/** True where the unstamped line whose text begins at `i` is the inside of a report. */
export function isReportBody(bytes: Uint8Array, i: number, end: number): boolean {
  let p = i
  while (p < end && (bytes[p] === SPACE || bytes[p] === 9)) p++
  if (p + 3 > end) return false
  const first = bytes[p] as number
  const next = bytes[p + 1] as number
  // ` [<ffffffff81000000>] do_fork+0x1/0x2`, `[c00000007a3efb90] [c00000000030e6fc] do_fork+0x1/0x2`
  if (first === OPEN) return isAddress(bytes, next === LESS ? p + 2 : p + 1, end)
  if (first === LESS) {
    // ` <TASK>`, ` </IRQ>`, ` <#DF>`, and no `<html>`.
    let q = next === 47 || next === 35 ? p + 2 : p + 1
    const word = q
    while (q < end && (bytes[q] as number) >= 65 && (bytes[q] as number) <= 90) q++
    return q > word && q - word < 7 && q < end && bytes[q] === GREATER
  }
  if (p > i && first === 63 && next === SPACE) return isSymbol(bytes, p + 2, end)
  if (p > i && isLetter(first | 32) && isSymbol(bytes, p, end)) return true
  if (p > i && first === 95 && isSymbol(bytes, p, end)) return true
  return hasHead(bytes, p, end) || isDump(bytes, p, end)
}
