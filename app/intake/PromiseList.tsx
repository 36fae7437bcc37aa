// What the page keeps to, in words; each is checked by a test of the project.
import { Clock, FileStack, ListChecks, Lock } from 'lucide-react'

const promises = [
  {
    Icon: Lock,
    title: 'Nothing leaves this browser',
    says: 'The page’s own policy forbids every connection. The bar below counts.',
  },
  {
    Icon: Clock,
    title: 'Every time shows its reasons',
    says: 'Year, zone and order, each in words. What is not known is drawn as unknown.',
  },
  {
    Icon: ListChecks,
    title: 'Nothing is dropped without a count',
    says: 'Lines = entries + continuation + unparsed, for every file.',
  },
  {
    Icon: FileStack,
    title: 'Files stay where they are',
    says: 'They are read in place. A small index is kept, the text is not.',
  },
] as const

export function PromiseList() {
  return (
    <ul className="card promises">
      {promises.map(({ Icon, title, says }) => (
        <li key={title}>
          <Icon size={15} aria-hidden="true" />
          <span>
            <b>{title}</b>
            <span>{says}</span>
          </span>
        </li>
      ))}
    </ul>
  )
}
