// Syslog severities (RFC 5424 section 6.2.1) and the ninth class of lines that state none.

/** 0 emerg … 7 debug. */
export type Severity = 0 | 1 | 2 | 3 | 4 | 5 | 6 | 7

/** The class of an entry whose line states no severity. It is not a severity: nothing is guessed from words in the message. */
export const UNSTATED = 8
export type SeverityClass = Severity | typeof UNSTATED

/** How many classes a count array holds. */
export const SEVERITY_CLASSES = 9

export const severityNames = ['emerg', 'alert', 'crit', 'err', 'warn', 'notice', 'info', 'debug', 'unstated'] as const

/** A filter as bits: bit n lets class n through. */
export type SeverityMask = number
export const ALL_SEVERITIES: SeverityMask = (1 << SEVERITY_CLASSES) - 1
