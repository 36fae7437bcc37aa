// Which readers a text concerns: every place of the text is looked up by its first four characters. One pass, no regular expression.
interface Wanted<T> {
  readonly literal: string
  readonly owner: T
}

/** A lookup from texts to the owners of the literals they hold. Literals are at least four characters of plain ASCII. */
export class LiteralIndex<T> {
  private readonly byHead = new Map<number, Wanted<T>[]>()
  /** 1 where some literal's head hashes to the slot. */
  private readonly slots = new Uint8Array(1 << 16)

  constructor(owners: readonly T[], literalsOf: (owner: T) => readonly string[]) {
    for (const owner of owners) {
      for (const literal of literalsOf(owner)) {
        const head = headAt(literal, 0)
        this.slots[slotOf(head)] = 1
        const known = this.byHead.get(head)
        if (known) known.push({ literal, owner })
        else this.byHead.set(head, [{ literal, owner }])
      }
    }
  }

  /** The owners in order of their first appearance in `text`; each once. */
  ownersIn(text: string): Set<T> {
    const found = new Set<T>()
    if (text.length < 4) return found
    let head = headAt(text, -1)
    for (let i = 0; i + 4 <= text.length; i++) {
      head = (head << 8) | (text.charCodeAt(i + 3) & 255) | 0
      if (this.slots[slotOf(head)] === 0) continue
      const wanted = this.byHead.get(head)
      if (!wanted) continue
      for (const { literal, owner } of wanted) if (!found.has(owner) && text.startsWith(literal, i)) found.add(owner)
    }
    return found
  }
}

const slotOf = (head: number): number => ((head >>> 16) ^ (head * 31)) & 0xffff

/** Four characters from `i` as one number; a place before the text counts as 0. */
function headAt(text: string, i: number): number {
  let head = 0
  for (let k = i; k < i + 4; k++) head = (head << 8) | (k < 0 ? 0 : text.charCodeAt(k) & 255)
  return head | 0
}
