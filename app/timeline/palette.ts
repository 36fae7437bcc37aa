// The colours of the canvas layers, read from the page's custom properties (tokens.css); read again when the theme changes.

export interface Palette {
  /** Fills per severity class 0–8; what states no severity looks like info, for it carries volume only. */
  readonly severity: readonly string[]
  readonly surface: string
  readonly chrome: string
  readonly line: string
  readonly line2: string
  readonly text: string
  readonly text2: string
  readonly accent: string
  /** Teal, always with a pattern: what the clocks did. */
  readonly clock: string
  readonly clockBg: string
  readonly clockLine: string
  readonly clockHatch: string
  readonly clockWash: string
  readonly mono: string
  readonly sans: string
}

const SEVERITY_TOKENS = ['emerg', 'alert', 'crit', 'err', 'warning', 'notice', 'info', 'debug', 'info'] as const

export function readPalette(of: Element): Palette {
  const style = getComputedStyle(of)
  const token = (name: string, fallback: string): string => style.getPropertyValue(name).trim() || fallback
  return {
    severity: SEVERITY_TOKENS.map((name) => token(`--s-${name}`, '#93A6C2')),
    surface: token('--bg0', '#FFFFFF'),
    chrome: token('--bg1', '#F6F7F9'),
    line: token('--line', '#E4E7EC'),
    line2: token('--line2', '#CCD2DB'),
    text: token('--fg1', '#434C5A'),
    text2: token('--fg2', '#667080'),
    accent: token('--accent', '#2A55C9'),
    clock: token('--clock', '#0A6F6A'),
    clockBg: token('--clock-bg', '#E3F3F1'),
    clockLine: token('--clock-line', '#8CC7C2'),
    clockHatch: token('--clock-hatch', 'rgba(10, 111, 106, 0.3)'),
    clockWash: token('--clock-wash', 'rgba(10, 111, 106, 0.055)'),
    mono: "'JetBrains Mono', ui-monospace, monospace",
    sans: "'Inter Variable', Inter, system-ui, sans-serif",
  }
}

/** Calls when the page's theme attribute changes. Returns the way to stop. */
export function onTheme(changed: () => void): () => void {
  const watcher = new MutationObserver(changed)
  watcher.observe(document.documentElement, { attributes: true, attributeFilter: ['data-theme', 'class', 'style'] })
  return () => watcher.disconnect()
}
