// The logo: two posts that agree and a line between them that does not.
export function Mark() {
  return (
    <svg className="mark" viewBox="0 0 20 16" width="20" height="16" aria-hidden="true">
      <path d="M2 2.5H18M2 13.5H18" />
      <path d="M5 2.5V13.5M15 2.5V13.5M8.5 2.5L11.5 13.5" />
    </svg>
  )
}
