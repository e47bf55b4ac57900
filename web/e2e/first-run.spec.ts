import { expect, test } from "./journey";
import { ADMIN } from "./server";

// Nobody has used the link of its first start, and nothing was said there.
test.use({ anew: true });

test("first run: the link of the first start, a password, out and in again (H-01, P-35)", async ({
  page,
  server,
  allow,
}) => {
  allow.push(/answer: 401 .*auth\/login/, /console: Failed to load resource.*401/);
  await page.goto(server.signInLink);
  await page.getByLabel("New password").fill("short");
  await page.getByLabel("New password").blur();
  await expect(page.getByText("At least 8 characters")).toHaveClass("problem");
  await page.getByLabel("New password").fill(ADMIN.password);
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { name: "Conversations", exact: true })).toBeVisible();
  await page.getByRole("button", { name: "Account and theme" }).click();
  await page.getByRole("menuitem", { name: "Sign out" }).click();
  await page.getByLabel("Email").fill("not an address");
  await page.getByLabel("Email").blur();
  await expect(page.getByText("An address looks like")).toBeVisible();
  await page.getByLabel("Email").fill(ADMIN.email);
  await page.getByLabel("Password").fill("wrong");
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page.getByRole("alert")).toBeVisible();
  await page.getByLabel("Password").fill(ADMIN.password);
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { name: "No conversations yet" })).toBeVisible();
});
