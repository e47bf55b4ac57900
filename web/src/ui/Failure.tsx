import { asApiError, mayHelp } from "../api/errors";
import { Button } from "./Button";

/** What could not be shown, why, and what to do. */
export function Failure({ what, error, retry }: { what: string; error: unknown; retry?: () => void }) {
  const known = asApiError(error);
  return (
    <div className="notice bad" role="alert">
      <div>
        <strong>{what}</strong>
        <p>
          {known.message} {known.action}
          {retry && known.code === "OFFLINE" && " It is tried again by itself."}
        </p>
        {known.requestId && <p className="small tabular">The server’s log knows it as {known.requestId}.</p>}
      </div>
      {retry && mayHelp(known) && (
        <Button small onClick={retry}>
          Try again
        </Button>
      )}
    </div>
  );
}
