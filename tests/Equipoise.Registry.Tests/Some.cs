using System.Text.Json;
using Equipoise.Registry.Records;

namespace Equipoise.Registry.Tests;

/// <summary>Records whose other details do not matter.</summary>
internal static class Some
{
    public static StudyRecord Study(string id, string? updated, string title = "A study")
    {
        var date = updated is null ? "" : $$$""","statusModule":{"lastUpdatePostDateStruct":{"date":"{{{updated}}}"}}""";
        return StudyRecord.Parse($$$"""{"protocolSection":{"identificationModule":{"nctId":"{{{id}}}","briefTitle":{{{JsonSerializer.Serialize(title)}}}}{{{date}}}}}""");
    }
}
