using System.Diagnostics;
using System.Globalization;

namespace Equipoise.Conformance.Statistics;

/// <summary>What R's <c>survival</c> and <c>stats</c>, where they are installed, say of random data that R makes: computed anew each time, not read from a file.</summary>
internal static class RSession
{
    private const string Program = "/usr/bin/Rscript";

    private const string Script =
        """
        suppressMessages(library(survival))
        put <- function(name, x) cat(name, sprintf("%.17g", as.numeric(x)), sep = "\t", fill = FALSE)
        say <- function(name, x) { put(name, x); cat("\n") }
        types <- c("log", "log-log", "plain", "logit", "arcsin")
        curve <- function(name, f) { say(paste0(name, " time"), f$time); say(paste0(name, " risk"), f$n.risk); say(paste0(name, " surv"), f$surv)
          say(paste0(name, " error"), f$std.err); say(paste0(name, " hazard"), f$cumhaz); say(paste0(name, " hazarderror"), f$std.chaz) }
        model <- function(name, f) { say(paste0(name, " coef"), coef(f)); say(paste0(name, " var"), f$var); say(paste0(name, " tests"), c(f$loglik, f$score, f$wald.test))
          say(paste0(name, " martingale"), residuals(f, "martingale")); say(paste0(name, " dfbeta"), residuals(f, "dfbeta")); say(paste0(name, " score"), residuals(f, "score"))
          say(paste0(name, " lp"), f$linear.predictors); say(paste0(name, " basehaz"), basehaz(f, centered = FALSE)$hazard)
          say(paste0(name, " concordance"), f$concordance[c("concordance", "std")])
          for (k in c("km", "rank", "identity", "log")) {
            # R's own solver finds some of these singular, for it does not scale them.
            v <- tryCatch(cox.zph(f, k, terms = FALSE), error = function(e) NULL); if (!is.null(v)) say(paste0(name, " zph ", k), v$table[, "chisq"]) } }
        for (i in 1:24) {
          set.seed(i); cat("set\n"); n <- sample(c(40, 80, 150), 1)
          g <- sample(0:2, n, TRUE); s <- sample(0:1, n, TRUE); x <- round(rnorm(n), 4); z <- rbinom(n, 1, .4); w <- round(runif(n, .2, 3), 3); id <- sample(n %/% 2, n, TRUE)
          t <- rexp(n, exp(-.5 * (g == 1) + .4 * x)); if (i %% 3 == 0) t <- ceiling(8 * t) / 4; if (i %% 3 == 1) t <- t * 100
          e <- rbinom(n, 1, .7); b <- t * runif(n, 0, .6); cause <- ifelse(e == 1, sample(1:2, n, TRUE), 0)
          for (v in c("g", "s", "x", "z", "w", "id", "t", "e", "b", "cause")) say(v, get(v))
          curve("plain", survfit(Surv(t, e) ~ 1)); curve("weighted", survfit(Surv(t, e) ~ 1, weights = w)); curve("late", survfit(Surv(b, t, e) ~ 1)); curve("clustered", survfit(Surv(t, e) ~ 1, cluster = id))
          for (k in types) { f <- survfit(Surv(t, e) ~ 1, conf.type = k); q <- quantile(f, c(.25, .5, .75)); say(paste("limits", k), c(f$lower, f$upper)); say(paste("quantiles", k), c(q$quantile, q$lower, q$upper)) }
          tau <- max(t[e == 1]) * .8; say("tau", tau); say("mean", summary(survfit(Surv(t, e) ~ 1), rmean = tau)$table[c("rmean", "se(rmean)")])
          for (rho in c(0, .5, 1)) { r <- survdiff(Surv(t, e) ~ g, rho = rho); say(paste("logrank", rho), c(r$obs, r$exp, r$var, r$chisq)) }
          r <- survdiff(Surv(t, e) ~ g + strata(s)); say("logrank strata", c(rowSums(r$obs), rowSums(r$exp), r$var, r$chisq))
          k <- coxph.control(eps = 1e-12, iter.max = 100)
          model("efron", coxph(Surv(t, e) ~ x + z, control = k)); model("breslow", coxph(Surv(t, e) ~ x + z + strata(s), control = k, ties = "breslow"))
          model("weighted", coxph(Surv(t, e) ~ x + z, weights = w, robust = TRUE, control = k)); model("clustered", coxph(Surv(t, e) ~ x + z, cluster = id, control = k)); model("late", coxph(Surv(b, t, e) ~ x + z + strata(s), control = k))
          f <- survfit(Surv(t, factor(cause)) ~ 1); say("competing", f$pstate[, 2:3]); say("competing error", f$std.err[, 2:3])
          y <- sum(e[g == 0]); say("rate", c(y, sum(g == 0), binom.test(y, sum(g == 0))$conf.int))
          p <- runif(4, 0, .06); say("p", p); say("adjusted", c(p.adjust(p, "bonferroni"), p.adjust(p, "holm"), p.adjust(p, "hochberg")))
          u <- c(runif(5, -8, 8), runif(3, -35, -8)); say("normal", c(u, pnorm(u), pnorm(u, lower.tail = FALSE))); q <- c(runif(4), 10^-runif(4, 1, 200)); say("quantile", c(q, qnorm(q)))
          c2 <- runif(6, 0, 200); d2 <- sample(1:9, 6, TRUE); say("chisquared", c(c2, d2, pchisq(c2, d2, lower.tail = FALSE)))
          h <- runif(1, .01, .2); a <- runif(1, 6, 30); m <- a + runif(1, 1, 40); hr <- runif(1, .5, 1.2); l <- runif(1, 0, .02)
          arm <- function(h) 10 * integrate(function(u) pmin(a, m - u) * h * exp(-(h + l) * u), 0, m - a, rel.tol = 1e-12)$value + 10 * integrate(function(u) (m - u) * h * exp(-(h + l) * u), m - a, m, rel.tol = 1e-12)$value
          say("events", c(h, a, m, hr, l, arm(h), arm(h * hr)))
        }
        """;

    private static readonly Lazy<IReadOnlyList<Dictionary<string, double[]>>?> Run = new(Start);

    /// <summary>The data sets and their results by name; the test is skipped where there is no R with the package.</summary>
    public static IReadOnlyList<Dictionary<string, double[]>> Sets
    {
        get
        {
            Assert.SkipWhen(Run.Value is null, "There is no R with the package survival here.");
            return Run.Value!;
        }
    }

    private static List<Dictionary<string, double[]>>? Start()
    {
        if (!File.Exists(Program))
            return null;
        using var r = System.Diagnostics.Process.Start(new ProcessStartInfo(Program, ["-"]) { UseShellExecute = false, RedirectStandardInput = true, RedirectStandardOutput = true })!;
        r.StandardInput.Write(Script);
        r.StandardInput.Close();
        var sets = new List<Dictionary<string, double[]>>();
        while (r.StandardOutput.ReadLine() is { } line)
        {
            var parts = line.Split('\t', StringSplitOptions.RemoveEmptyEntries);
            if (parts is ["set"])
                sets.Add(new Dictionary<string, double[]>(StringComparer.Ordinal));
            else if (parts.Length > 0)
                sets[^1][parts[0].Trim()] = [.. parts.Skip(1).Select(Number)];
        }

        r.WaitForExit();
        return r.ExitCode == 0 ? sets : null;
    }

    private static double Number(string text) => text.Trim() switch
    {
        "NA" or "NaN" => double.NaN,
        "Inf" => double.PositiveInfinity,
        "-Inf" => double.NegativeInfinity,
        var number => double.Parse(number, CultureInfo.InvariantCulture),
    };
}
