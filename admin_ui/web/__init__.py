"""What every page shares: security headers, cookies, CSRF, language, errors, formats, assets; no page of its own."""
