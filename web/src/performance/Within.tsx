/** Whether something keeps to its target; a dash where nothing was asked or nothing measured. */
export function Within({ kept }: { kept: boolean | null | undefined }) {
  if (kept === undefined || kept === null) {
    return <span className="soft">–</span>;
  }
  return <span className={kept ? "chip good" : "chip bad"}>{kept ? "within" : "over"}</span>;
}
