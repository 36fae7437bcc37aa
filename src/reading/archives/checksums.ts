// The checksums of packed files: CRC-32 (gzip, zip, xz), CRC-32 read the other way round (bzip2), CRC-64 (xz).

const table32 = Uint32Array.from({ length: 256 }, (_, n) => {
  let c = n
  for (let k = 0; k < 8; k++) c = c & 1 ? (c >>> 1) ^ 0xedb88320 : c >>> 1
  return c
})

/** CRC-32 of `bytes`, going on from `sum`. */
export function crc32(bytes: Uint8Array, sum = 0): number {
  let c = ~sum
  for (let i = 0; i < bytes.length; i++) c = (c >>> 8) ^ (table32[(c ^ (bytes[i] as number)) & 255] as number)
  return ~c >>> 0
}

const table32Big = Uint32Array.from({ length: 256 }, (_, n) => {
  let c = n << 24
  for (let k = 0; k < 8; k++) c = c & 0x80000000 ? (c << 1) ^ 0x04c11db7 : c << 1
  return c
})

/** The CRC-32 of bzip2, most significant bit first. */
export function crc32Big(bytes: Uint8Array, sum = 0): number {
  let c = ~sum
  for (let i = 0; i < bytes.length; i++) c = (c << 8) ^ (table32Big[(c >>> 24) ^ (bytes[i] as number)] as number)
  return ~c >>> 0
}

// ECMA-182, reflected: 0xc96c5795d7870f42, in two halves because numbers have 53 bits.
const low64 = new Uint32Array(256)
const high64 = new Uint32Array(256)
for (let n = 0; n < 256; n++) {
  let low = n
  let high = 0
  for (let k = 0; k < 8; k++) {
    const odd = low & 1
    low = (low >>> 1) | (high << 31)
    high >>>= 1
    if (odd) {
      low ^= 0xd7870f42
      high ^= 0xc96c5795
    }
  }
  low64[n] = low
  high64[n] = high
}

export class Crc64 {
  private low = -1
  private high = -1

  add(bytes: Uint8Array): void {
    let { low, high } = this
    for (let i = 0; i < bytes.length; i++) {
      const n = (low ^ (bytes[i] as number)) & 255
      low = ((low >>> 8) | (high << 24)) ^ (low64[n] as number)
      high = (high >>> 8) ^ (high64[n] as number)
    }
    this.low = low
    this.high = high
  }

  equals(low: number, high: number): boolean {
    return ~this.low >>> 0 === low && ~this.high >>> 0 === high
  }
}
