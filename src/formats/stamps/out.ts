// The scan register as the formats import it, with the class of a line that states no severity.
export { ScanOut } from '../../base/scan.ts'
export { UNSTATED as UNSTATED_CLASS } from '../../base/severity.ts'
