// Files that lie beside logs in a folder and are not logs: what people and Skewline itself write about an incident.

const companion =
  /^(?:readme|license|licence|notice|changelog|contributing)(?:\.(?:md|txt|rst))?$|\.md$|^expected\.json$|^thumbs\.db$|^desktop\.ini$/i

/**
 * True for a file that is left out (and counted) when a whole folder is opened: a README, a licence, an incident's expectations. A file that
 * the user names or chooses itself is always read.
 */
export const isCompanion = (path: string): boolean => companion.test(path.slice(path.lastIndexOf('/') + 1))
