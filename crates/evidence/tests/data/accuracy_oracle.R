# Reference values for the accuracy of a screen: binom.test, prop.test and optim of R, DeLong's variance of pROC.
# Rscript accuracy_oracle.R > accuracy_oracle.csv    (recorded with R 4.2.2, pROC 1.18.0)
suppressMessages(library(pROC))
cat("case,measure,estimate,low,high\n")
row <- function(case, measure, estimate, low, high)
  cat(sprintf("%s,%s,%.12g,%.12g,%.12g\n", case, measure, estimate, low, high))

# Shares: exact (Clopper-Pearson) and Wilson without correction.
for (pair in list(c(26, 30), c(76, 90), c(414, 720), c(10, 11), c(0, 12), c(12, 12), c(1, 1), c(4, 10),
                  c(121, 133), c(1, 2000), c(1999, 2000), c(500, 1000), c(37, 26974))) {
  x <- pair[1]; n <- pair[2]; case <- sprintf("%d of %d", x, n)
  e <- binom.test(x, n)$conf.int; w <- suppressWarnings(prop.test(x, n, correct = FALSE))$conf.int
  row(case, "exact", x / n, e[1], e[2]); row(case, "wilson", x / n, w[1], w[2])
}

# McNemar, exact: two-sided binomial test of the discordant pairs.
for (pair in list(c(0, 0), c(5, 0), c(9, 2), c(2, 9), c(21, 14), c(50, 50), c(121, 59), c(300, 200))) {
  p <- if (sum(pair) == 0) 1 else binom.test(pair[1], sum(pair))$p.value
  row(sprintf("%d and %d", pair[1], pair[2]), "mcnemar", p, NA, NA)
}

# AUC with DeLong's interval: one graded score of the public series of Turck and others 2010 (in pROC), of which
# the test holds the ten counts by grade and outcome, and generated scores with and without ties.
auc_row <- function(case, truth, score) {
  r <- roc(truth, score, quiet = TRUE, direction = "<", levels = c(0, 1))
  v <- var(r, method = "delong"); a <- as.numeric(auc(r)); half <- qnorm(.975) * sqrt(v)
  row(case, "auc", a, a - half, a + half)
}
data(aSAH)
auc_row("asah_wfns", as.integer(aSAH$outcome == "Poor"), as.integer(aSAH$wfns))
message("aSAH wfns by outcome:"); message(paste(capture.output(table(aSAH$outcome, aSAH$wfns)), collapse = "\n"))
generated <- function(n, ties) {
  at <- seq_len(n); noise <- (at * 7919) %% 1009 / 1009; truth <- as.integer((at * 104729) %% 1013 < 250)
  score <- noise + .35 * truth; if (ties) score <- floor(score * 8); list(truth = truth, score = score)
}
for (n in c(60, 400)) for (ties in c(FALSE, TRUE)) {
  g <- generated(n, ties); auc_row(sprintf("generated_%d_%s", n, if (ties) "ties" else "plain"), g$truth, g$score)
}

# Begg and Greenes by another road: the likelihood of all counts maximised, the interval on the logit scale from
# its Hessian. Counts: trafficked and not among verified screen-positives, unverified; the same of screen-negatives.
tables <- list(hepatic = c(231, 32, 166, 27, 54, 140), complete = c(26, 73, 0, 4, 237, 0),
               few = c(40, 60, 0, 3, 97, 800), part = c(30, 20, 50, 12, 188, 700))
for (name in names(tables)) {
  n <- tables[[name]]
  minus_log <- function(t) {
    p <- plogis(t); pi <- p[1]; se <- p[2]; sp <- p[3]
    cells <- c(pi * se, (1 - pi) * (1 - sp), pi * se + (1 - pi) * (1 - sp),
               pi * (1 - se), (1 - pi) * sp, pi * (1 - se) + (1 - pi) * sp)
    -sum(n * log(cells))
  }
  fit <- optim(c(-1, 1, 1), minus_log, method = "BFGS", hessian = FALSE, control = list(reltol = 1e-15, maxit = 1000))
  fit <- nlm(minus_log, fit$par, gradtol = 1e-12, steptol = 1e-12, iterlim = 1000)
  h <- optimHess(fit$estimate, minus_log, control = list(ndeps = rep(1e-4, 3))); v <- solve(h)
  for (k in 2:3) {
    t <- fit$estimate[k]; half <- qnorm(.975) * sqrt(v[k, k])
    row(name, c("", "sensitivity", "specificity")[k], plogis(t), plogis(t - half), plogis(t + half))
  }
  t <- fit$estimate; g <- function(t) { p <- plogis(t); c(log(p[2] / (1 - p[3])), log((1 - p[2]) / p[3]), p[2] + p[3] - 1) }
  jac <- sapply(1:3, function(j) { e <- replace(rep(0, 3), j, 1e-5); (g(t + e) - g(t - e)) / 2e-5 })
  s <- qnorm(.975) * sqrt(diag(jac %*% v %*% t(jac))); m <- g(t)
  row(name, "positive_ratio", exp(m[1]), exp(m[1] - s[1]), exp(m[1] + s[1]))
  row(name, "negative_ratio", exp(m[2]), exp(m[2] - s[2]), exp(m[2] + s[2]))
  row(name, "youden", m[3], m[3] - s[3], m[3] + s[3])
}

# Quartiles, Hyndman and Fan type 7.
hours <- c(1, 2, 2.5, 4, 8, 8, 9, 20, 26, 30, 71, 120); q <- quantile(hours, c(.25, .5, .75), type = 7)
row("hours", "quartiles", q[2], q[1], q[3])
