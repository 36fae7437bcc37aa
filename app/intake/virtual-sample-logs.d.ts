declare module 'virtual:sample-logs' {
  export const packs: Readonly<
    Record<string, readonly { readonly path: string; readonly bytes: number; readonly gzip: string }[] | undefined>
  >
}
