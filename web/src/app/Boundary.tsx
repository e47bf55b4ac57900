import { Component, type ReactNode } from "react";
import { tracker } from "../performance/tracker";
import { Button } from "../ui/Button";

interface Props {
  /** Another place may be shown although this one could not. */
  place: string;
  children: ReactNode;
}

/** Where a page failed, its place says so instead of being blank; the bar stays. */
export class Boundary extends Component<Props, { failedAt: string | null }> {
  override state = { failedAt: null as string | null };

  static getDerivedStateFromProps(props: Props, state: { failedAt: string | null }) {
    return state.failedAt !== null && state.failedAt !== props.place ? { failedAt: null } : null;
  }

  override componentDidCatch(error: Error): void {
    tracker.note("script", error.message);
    this.setState({ failedAt: this.props.place });
  }

  override render(): ReactNode {
    if (this.state.failedAt === null) {
      return this.props.children;
    }
    return (
      <div className="notice bad" role="alert">
        <div>
          <h1>This page failed</h1>
          <p>
            Nothing that is stored was touched. Load it again; if it fails once more, tell whoever runs Lumen.
          </p>
        </div>
        <Button small onClick={() => location.reload()}>
          Load it again
        </Button>
      </div>
    );
  }
}
