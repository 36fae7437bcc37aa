// Menus on Radix, never modal: its scroll lock writes a style element, which the page's policy refuses.
import { Check } from 'lucide-react'
import { DropdownMenu } from 'radix-ui'
import type { ReactNode } from 'react'

interface MenuProps {
  readonly trigger: ReactNode
  readonly children: ReactNode
  readonly align?: 'start' | 'end'
}

export function Menu({ trigger, children, align = 'start' }: MenuProps) {
  return (
    <DropdownMenu.Root modal={false}>
      <DropdownMenu.Trigger asChild>{trigger}</DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content className="menu" align={align} sideOffset={4} collisionPadding={8}>
          {children}
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  )
}

export function MenuItem({ onSelect, children }: { readonly onSelect: () => void; readonly children: ReactNode }) {
  return (
    <DropdownMenu.Item className="menu-item" onSelect={onSelect}>
      {children}
    </DropdownMenu.Item>
  )
}

interface MenuCheckProps {
  readonly checked: boolean | 'indeterminate'
  readonly onToggle: () => void
  readonly children: ReactNode
}

/** Stays open: several are usually set in a row. */
export function MenuCheck({ checked, onToggle, children }: MenuCheckProps) {
  return (
    <DropdownMenu.CheckboxItem
      className="menu-item"
      checked={checked}
      onSelect={(event) => {
        event.preventDefault()
        onToggle()
      }}
    >
      <span className="menu-box" data-checked={checked}>
        {checked === true && <Check size={12} aria-hidden="true" />}
      </span>
      {children}
    </DropdownMenu.CheckboxItem>
  )
}

export const MenuSeparator = () => <DropdownMenu.Separator className="menu-separator" />
