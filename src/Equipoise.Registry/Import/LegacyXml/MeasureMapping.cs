namespace Equipoise.Registry.Import.LegacyXml;

/// <summary>Measures with their classes, categories and values, of the baseline and of the outcomes.</summary>
internal static class MeasureMapping
{
    public static RecordObject MapBaseline(LegacyElement? baseline) => new RecordObject()
        .Markup("populationDescription", baseline?.Take("population"))
        .Text("typeUnitsAnalyzed", baseline?.Take("units_analyzed"))
        .Put("groups", ResultsMapping.Groups(baseline))
        .Put("denoms", Denominators(baseline))
        .Put("measures", baseline?.Listed("measure").Select(measure => new RecordObject()
            .Text("title", measure.Take("title"))
            .Markup("description", measure.Take("description"))
            .Markup("populationDescription", measure.Take("population"))
            .Value("paramType", "MeasureParam", measure.One("param"))
            .Value("dispersionType", "MeasureDispersionType", measure.One("dispersion"))
            .Text("unitOfMeasure", measure.Take("units"))
            .Text("denomUnitsSelected", measure.Take("units_analyzed"))
            .Put("denoms", Denominators(measure))
            .Put("classes", Classes(measure))) ?? []);

    /// <summary>How many were counted. Whether for all, a measure or a class is told by where it stands.</summary>
    public static IEnumerable<RecordObject> Denominators(LegacyElement? part) => part?.Listed("analyzed").Select(analyzed =>
    {
        analyzed.TakeRepeats("scope", said => said is "Overall" or "Measure" or "Class");
        return new RecordObject()
            .Text("units", analyzed.Take("units"))
            .Put("counts", analyzed.Listed("count").Select(count => new RecordObject()
                .Text("groupId", ResultsMapping.GroupId(count.TakeAttribute("group_id")))
                .Text("value", count.TakeAttribute("value"))));
    }) ?? [];

    public static IEnumerable<RecordObject> Classes(LegacyElement measure) => measure.Listed("class").Select(group => new RecordObject()
        .Text("title", group.Take("title"))
        .Put("denoms", Denominators(group))
        .Put("categories", group.Listed("category").Select(category => new RecordObject()
            .Text("title", category.Take("title"))
            .Put("measurements", category.Listed("measurement").Select(value => new RecordObject()
                .Text("groupId", ResultsMapping.GroupId(value.TakeAttribute("group_id")))
                .Text("value", value.TakeAttribute("value"))
                .Text("spread", value.TakeAttribute("spread"))
                .Text("lowerLimit", value.TakeAttribute("lower_limit"))
                .Text("upperLimit", value.TakeAttribute("upper_limit"))
                .Markup("comment", value.Take()))))));
}
