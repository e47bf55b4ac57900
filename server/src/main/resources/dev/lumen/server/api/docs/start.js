// A file of its own, because the page's content security policy allows no script inside it.
window.ui = SwaggerUIBundle({
  url: "/openapi.json",
  dom_id: "#api",
  deepLinking: true,
  displayRequestDuration: true,
  persistAuthorization: false,
  tryItOutEnabled: true,
  // The default would ask a server on the internet to check the document.
  validatorUrl: null,
});
