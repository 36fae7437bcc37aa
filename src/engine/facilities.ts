// Syslog's facility names, for who checks entries from outside the engine.
export { facilityNames } from '../formats/syslog-header.ts'
