### state: machine

sign-in-title = تسجيل الدخول
sign-in-button = تسجيل الدخول
