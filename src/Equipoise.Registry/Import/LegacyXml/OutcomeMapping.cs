namespace Equipoise.Registry.Import.LegacyXml;

/// <summary>One outcome with its values and analyses.</summary>
internal static class OutcomeMapping
{
    public static RecordObject Map(LegacyElement outcome)
    {
        var measure = outcome.One("measure");
        var (title, description, population) = (Either("title"), Either("description"), Either("population"));
        var record = new RecordObject()
            .Value("type", "OutcomeMeasureType", outcome.One("type"))
            .Text("title", title)
            .Markup("description", description)
            .Markup("populationDescription", population)
            .Text("reportingStatus", measure is null ? "NOT_POSTED" : "POSTED")
            .Date("anticipatedPostingDate", outcome.One("posting_date"));
        if (measure is not null)
        {
            record
                .Value("paramType", "MeasureParam", measure.One("param"))
                .Text("dispersionType", measure.Take("dispersion"))
                .Text("unitOfMeasure", measure.Take("units"));
        }

        return record
            .Text("timeFrame", outcome.Take("time_frame"))
            .Text("typeUnitsAnalyzed", measure?.Listed("analyzed").Select(analyzed => analyzed.Take("units")?.Trim()).FirstOrDefault(units => units is not null and not "Participants"))
            .Text("denomUnitsSelected", measure?.Take("units_analyzed"))
            .Put("groups", ResultsMapping.Groups(outcome))
            .Put("denoms", MeasureMapping.Denominators(measure))
            .Put("classes", measure is null ? [] : MeasureMapping.Classes(measure))
            .Put("analyses", outcome.Listed("analysis").Select(MapAnalysis));

        // The measure mostly repeats what its outcome says.
        string? Either(string name)
        {
            var said = outcome.Take(name);
            measure?.TakeRepeats(name, again => said is null || string.Equals(again, said.Trim(), StringComparison.Ordinal));
            return said ?? measure?.Take(name);
        }
    }

    private static RecordObject MapAnalysis(LegacyElement analysis) => new RecordObject()
        .Text("paramType", analysis.Take("param_type"))
        .Text("paramValue", analysis.Take("param_value"))
        .Value("dispersionType", "AnalysisDispersionType", analysis.One("dispersion_type"))
        .Text("dispersionValue", analysis.Take("dispersion_value"))
        .Text("statisticalMethod", analysis.Take("method"))
        .Markup("statisticalComment", analysis.Take("method_desc"))
        .Text("pValue", analysis.Take("p_value"))
        .Markup("pValueComment", analysis.Take("p_value_desc"))
        .Value("ciNumSides", "ConfidenceIntervalNumSides", analysis.One("ci_n_sides"))
        .Text("ciPctValue", analysis.Take("ci_percent"))
        .Text("ciLowerLimit", analysis.Take("ci_lower_limit"))
        .Text("ciUpperLimit", analysis.Take("ci_upper_limit"))
        .Markup("ciLowerLimitComment", analysis.Take("ci_lower_limit_na_comment"))
        .Markup("ciUpperLimitComment", analysis.Take("ci_upper_limit_na_comment"))
        .Markup("estimateComment", analysis.Take("estimate_desc"))
        .Value("nonInferiorityType", "NonInferiorityType", analysis.One("non_inferiority_type"))
        .Markup("nonInferiorityComment", analysis.Take("non_inferiority_desc"))
        .Markup("otherAnalysisDescription", analysis.Take("other_analysis_desc"))
        .Markup("groupDescription", analysis.Take("groups_desc"))
        .Texts("groupIds", analysis.One("group_id_list")?.TakeAll("group_id").Concat(analysis.One("group_id_list")!.TakeAll("group")).Select(id => ResultsMapping.GroupId(id.Trim())!) ?? []);
}
