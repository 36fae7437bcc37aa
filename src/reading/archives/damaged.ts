/** Thrown by decoders inside this folder and caught in it: the packed bytes are not what they say they are. */
export class Damaged extends Error {}
