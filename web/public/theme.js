// Before the first paint, so that nobody who chose dark sees a white flash.
try {
  const theme = JSON.parse(localStorage.getItem("lumen.preferences") || "{}").theme;
  if (theme === "dark" || theme === "light") document.documentElement.dataset.theme = theme;
} catch {
  // A browser that stores nothing has the theme of its system.
}
