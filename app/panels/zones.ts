// The zone names this browser knows, for the zone fields.
export const zones: readonly string[] = Intl.supportedValuesOf('timeZone')

/** Id of the one datalist that all zone fields share. */
export const ZONE_LIST = 'zone-names'
