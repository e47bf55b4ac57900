import { useRef, useState } from "react";
import { refusedBy } from "../api/errors";
import { session } from "../api/session";
import { tracker } from "../performance/tracker";
import { EntryForm } from "./EntryForm";

const EMAIL = /^[^@\s]+@[^@\s]+$/;

/** Asks who it is. What went wrong is said beside the field it concerns. */
export function SignIn() {
  const [email, setEmail] = useState("");
  const [password, setPassword] = useState("");
  const [invalid, setInvalid] = useState(false);
  const [missing, setMissing] = useState(false);
  const emailField = useRef<HTMLInputElement>(null);
  const passwordField = useRef<HTMLInputElement>(null);

  const validate = () => {
    const wrong = email !== "" && !EMAIL.test(email);
    if (wrong && !invalid) {
      tracker.untilShown("ui.input_validation_display");
    }
    setInvalid(wrong);
  };

  const check = () => {
    if (!EMAIL.test(email)) {
      setInvalid(true);
      emailField.current?.focus();
      return false;
    }
    setMissing(password === "");
    if (password === "") {
      passwordField.current?.focus();
    }
    return password !== "";
  };

  const send = () =>
    session.signIn(email, password).catch((failure: unknown) => {
      throw refusedBy(
        failure,
        "This email and this password do not belong together.",
        "Type both again; capital letters count.",
      );
    });

  return (
    <EntryForm
      title="Sign in"
      button="Sign in"
      check={check}
      send={send}
      note={() => (
        <p className="small soft">
          The first start of the server shows a link in its terminal that signs the administrator in once.
          Forgotten your password? Whoever runs the server makes you a link to set another:{" "}
          <code>./lumen user reset-password</code>.
        </p>
      )}
    >
      <div className="field">
        <label htmlFor="email">Email</label>
        <input
          id="email"
          ref={emailField}
          className="input"
          type="email"
          autoComplete="username"
          // biome-ignore lint/a11y/noAutofocus: the page has nothing else to begin with
          autoFocus
          value={email}
          onChange={(event) => {
            setEmail(event.target.value);
            setInvalid(false);
          }}
          onBlur={validate}
          aria-invalid={invalid}
          aria-describedby={invalid ? "email-problem" : undefined}
        />
        {invalid && (
          <p id="email-problem" className="problem">
            An address looks like name@example.com.
          </p>
        )}
      </div>
      <div className="field">
        <label htmlFor="password">Password</label>
        <input
          id="password"
          ref={passwordField}
          className="input"
          type="password"
          autoComplete="current-password"
          value={password}
          onChange={(event) => {
            setPassword(event.target.value);
            setMissing(false);
          }}
          aria-invalid={missing}
          aria-describedby={missing ? "password-problem" : undefined}
        />
        {missing && (
          <p id="password-problem" className="problem">
            Type your password.
          </p>
        )}
      </div>
    </EntryForm>
  );
}
