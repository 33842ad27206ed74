# Times R's survival on rows like those of SurvivalAnalysis: Rscript bench/Equipoise.Bench/survival.R 1000000
suppressMessages(library(survival))
n <- as.integer(commandArgs(TRUE)[1])
set.seed(7264075)
rows <- data.frame(arm = rep_len(0:1, n), age = runif(n, 50, 70), marker = runif(n), stratum = sample(8, n, TRUE))
death <- rexp(n, 1 / 17) * (1 + 0.4 * rows$arm)
censoring <- runif(n, 0, 40)
rows$time <- pmin(death, censoring)
rows$event <- as.integer(death <= censoring)

best <- function(work) min(replicate(3, system.time(work())["elapsed"]))
cat(sprintf("%-24s %.4f s\n", c("survfit", "survdiff", "survdiff stratified", "coxph, 1 covariate", "coxph, 3 covariates"), c(
  best(function() survfit(Surv(time, event) ~ arm, rows)),
  best(function() survdiff(Surv(time, event) ~ arm, rows)),
  best(function() survdiff(Surv(time, event) ~ arm + strata(stratum), rows)),
  best(function() coxph(Surv(time, event) ~ arm, rows)),
  best(function() coxph(Surv(time, event) ~ arm + age + marker, rows)))), sep = "")
