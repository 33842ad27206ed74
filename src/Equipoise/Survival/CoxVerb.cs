using System.CommandLine;
using System.Globalization;
using Equipoise.Reports;
using Equipoise.Statistics.Survival.Regression;

namespace Equipoise.Survival;

/// <summary><c>equipoise survival cox</c>: proportional hazards models.</summary>
internal static class CoxVerb
{
    private static readonly Option<string[]> Terms = SurvivalOptions.Names("--covariates", "Columns of the model; texts are factors, and two with a colon between are their interaction");

    /// <summary>How ties are treated.</summary>
    public static Option<TieMethod> Ties { get; } = new("--ties")
    {
        Description = "How ties are treated: efron, breslow or exact",
        HelpName = "METHOD",
        DefaultValueFactory = _ => TieMethod.Efron,
        CustomParser = result =>
        {
            if (Enum.TryParse<TieMethod>(result.Tokens[0].Value, ignoreCase: true, out var method) && Enum.IsDefined(method) && !char.IsAsciiDigit(result.Tokens[0].Value[0]))
                return method;
            result.AddError($"--ties is '{result.Tokens[0].Value}': write efron, breslow or exact.");
            return default;
        },
    };

    private static readonly Option<bool> Robust = new("--robust") { Description = "The robust variance, as with --id and with weights that are not whole numbers" };
    private static readonly Option<bool> Naive = new("--naive") { Description = "The inverse of the information as variance, with --id and such weights too" };
    private static readonly Option<bool> Profile = new("--profile") { Description = "Also limits by the profile likelihood" };
    private static readonly Option<bool> Firth = new("--firth") { Description = "Also estimates under Firth's penalty, finite where the others are not, with profile limits" };
    private static readonly Option<bool> Brief = new("--brief") { Description = "JSON without what is listed by row or by time" };

    public static Command Build(TextWriter output)
    {
        var verb = new Command("cox", "A proportional hazards model; a --group is its first covariate") { Terms, Ties, Robust, Naive, Profile, Firth, Brief }.WithRows();
        verb.Validators.Add(result =>
        {
            if (result.GetValue(Robust) && result.GetValue(Naive))
                result.AddError("--robust and --naive exclude each other: leave one out.");
        });
        verb.SetAction((words, _) =>
        {
            var report = Fit(words);
            return SurvivalVerb.PrintAsync(words, output, () => new CoxJson(words, report).Write(isBrief: words.GetValue(Brief)), () => Text(report));
        });
        return verb;
    }

    private static CoxReport Fit(ParseResult words)
    {
        var group = words.GetValue(SurvivalOptions.Group);
        string[] terms = [.. words.GetRequiredValue(Terms)];
        if (group is null && terms.Length == 0)
            throw new TableException("There is neither --covariates nor --group: name the columns of the model.");
        var input = SurvivalInput.Read(words, terms);
        var covariates = input.Covariates(terms, group is not null && !terms.Contains(group, StringComparer.Ordinal));
        var options = new CoxOptions
        {
            Ties = words.GetRequiredValue(Ties),
            Strata = input.Strata,
            Clusters = input.Id,
            Robust = words.GetValue(Robust) ? true : words.GetValue(Naive) ? false : null,
        };
        return new CoxReport(
            input, [.. covariates.Names], CoxRegression.Fit(input.Data, covariates, options), words.GetRequiredValue(SurvivalOptions.Level), words.GetValue(Profile),
            words.GetValue(Firth) ? CoxRegression.Fit(input.Data, covariates, options with { Firth = true, Robust = false }) : null);
    }

    private static string Text(CoxReport report)
    {
        var fit = report.Fit;
        var percent = (100 * report.Level).ToString("0.###", CultureInfo.InvariantCulture);
        var table = new TextTable("covariate", "hazard ratio", $"{percent}% limits", "coefficient", fit.NaiveVariance is null ? "se" : "robust se", "z", "p");
        for (var i = 0; i < fit.Names.Count; i++)
        {
            var ratio = fit.HazardRatio(i, report.Level);
            table.Add(fit.Names[i], TextTable.Number(ratio.Estimate), TextTable.Interval(ratio.Lower, ratio.Upper), TextTable.Number(fit.Coefficients[i]), TextTable.Number(fit.Error(i)), TextTable.Number(fit.Z(i)), TextTable.PValue(fit.PValue(i)));
        }

        var tests = new TextTable("test of all covariates", "chi-squared", "df", "p");
        foreach (var (name, value) in (ReadOnlySpan<(string, double)>)[("likelihood ratio", fit.LikelihoodRatioTest), ("Wald", fit.WaldTest), ("score", fit.ScoreTest)])
            tests.Add(name, TextTable.Number(value), TextTable.Number(fit.DegreesOfFreedom), TextTable.PValue(Statistics.Distributions.ChiSquared.UpperTail(value, fit.DegreesOfFreedom)));
        var text = $"Cox model, {fit.Options.Ties.ToString().ToLowerInvariant()} ties, {fit.Rows} rows, {fit.EventCount} events{(fit.Options.Strata is { } strata ? $", {strata.Levels.Count} strata" : "")}\n\n{table}\n";
        if (report.Profile)
            text += $"{Profiles("limits by profile likelihood", fit, report.Level)}\n";
        if (report.Firth is { } firth)
            text += $"{Profiles("Firth's penalty", firth, report.Level)}\n";
        text += $"{tests}\n";
        if (fit.Options.Ties != TieMethod.Exact)
            text += Proportionality(fit);
        return text + string.Concat(report.Warnings.Select(warning => $"{warning}\n")) + SurvivalVerb.Omitted(report.Input.Omitted);
    }

    private static TextTable Profiles(string title, CoxFit fit, double level)
    {
        var table = new TextTable(title, "hazard ratio", "limits", "coefficient", "se");
        for (var i = 0; i < fit.Names.Count; i++)
        {
            var (lower, upper) = ProfileLikelihood.Limits(fit, i, level);
            table.Add(fit.Names[i], TextTable.Number(Math.Exp(fit.Coefficients[i])), TextTable.Interval(Math.Exp(lower), Math.Exp(upper)), TextTable.Number(fit.Coefficients[i]), TextTable.Number(fit.Error(i)));
        }

        return table;
    }

    private static string Proportionality(CoxFit fit)
    {
        var test = ProportionalHazardsTest.Of(fit, TimeTransform.KaplanMeier);
        var table = new TextTable("proportional hazards", "chi-squared", "df", "p");
        for (var i = 0; i < fit.Names.Count; i++)
            table.Add(fit.Names[i], TextTable.Number(test.ChiSquared[i]), "1", TextTable.PValue(test.PValue(i)));
        table.Add("all", TextTable.Number(test.Global), TextTable.Number(test.DegreesOfFreedom), TextTable.PValue(test.GlobalPValue));
        var concordance = Concordance.Of(fit);
        return $"{table}\nconcordance {TextTable.Number(concordance.Estimate)} (se {TextTable.Number(concordance.Error)})\n";
    }
}
