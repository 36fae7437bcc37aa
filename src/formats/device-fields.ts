// Which port and which neighbour a device's message is about: by the word the message puts in front, or by the port's own name.

/** Port names as the vendors spell them, long and short, always with a number. */
const PORT =
  /(?<![\w./-])((?:(?:(?:Four|Two)?Hundred|Forty|Fifty|Twenty-?Five|Ten|Two|Five|Fast|X|M-)?-?(?:Gig(?:abit)?)?E(?:thernet|th)?|(?:Twe|Ten|Two|Five|Hundred|Forty)Gig(?:abitEthernet|E)?|GigE|Gi|Te|Fa|Fo|Hu|Tw|Po|Vl|XGE|GE|Port-[Cc]hannel|port-channel|Bridge-Aggregation|Route-Aggregation|Eth-Trunk|Bundle-Ether|MgmtEth|Management|Loopback|LoopBack|Tunnel|Serial|POS|Vlan-interface|Vlanif|Vlan|BDI|BVI|Nve|(?:ge|xe|et|fe|so|t1|e1|mge)-|(?:ae|irb|reth|fxp|vlan|em|st)(?=\d))(?: (?=\d+\/\d))?(?:\d+|R(?:S?P)\d+)(?:\/\w+)*(?:[.:]\d+)*)(?![\w-])/
/** The word in front: `Interface X`, `on port X`, `ifName X`. What follows counts only if it bears a number. */
const NAMED =
  /\b(?:[Ii]nterface(?:[ -][Nn]ame)?|[Pp]ort|ifName|[Ii]f[Nn]ame=|[Ii]ntf:?)[ =:]+([A-Za-z][\w./:-]*\d[\w./:-]*|\d+(?:[:/]\d+)+)/
const NEIGHBOR =
  /\b(?:[Nn]eighbou?r|NBR|[Nn]br|[Pp]eer)(?:[ -](?:address|IP|ip|router|ID))?[ =:(]+(?:Router )?((?:\d{1,3}\.){3}\d{1,3}|[0-9A-Fa-f]{0,4}:(?:[0-9A-Fa-f]{0,4}:)+[0-9A-Fa-f.]{0,15}|[0-9A-Fa-f]{4}(?:\.[0-9A-Fa-f]{4}){2})/

/** `interface` and `neighbor` where the message states them; `undefined` where it states neither. */
export function deviceFields(message: string): Readonly<Record<string, string>> | undefined {
  const named = NAMED.exec(message)?.[1]?.replace(/[.:-]+$/, '')
  const port = named ?? PORT.exec(message)?.[1]
  const neighbor = NEIGHBOR.exec(message)?.[1]
  if (port === undefined && neighbor === undefined) return undefined
  return {
    ...(port === undefined ? {} : { interface: port }),
    ...(neighbor === undefined ? {} : { neighbor }),
  }
}

/** `fields` of an entry: what the header states and what the message states; nothing where there is neither. */
export function withDeviceFields(
  message: string,
  header: Readonly<Record<string, string>> = {},
): { fields?: Readonly<Record<string, string>> } {
  const fields = { ...header, ...deviceFields(message) }
  return Object.keys(fields).length > 0 ? { fields } : {}
}
