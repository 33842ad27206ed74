using Equipoise.Conduct.Laboratory.Import;

namespace Equipoise.Conduct.Tests.Laboratory;

public sealed class ResultFileTests
{
    [Theory]
    [InlineData("", "The file is empty: begin with a line that names the columns")]
    [InlineData("participant,date,test,value,unit\n", "The file has a heading and no results.")]
    [InlineData("participant,date,test,value\nx,y,z,1\n", "Line 1: the column unit is missing")]
    [InlineData("participant,date,test,value,unit,mood\n", "Line 1: there is no column 'mood'")]
    [InlineData("participant,date,test,value,unit,unit\n", "Line 1: the column unit stands twice.")]
    [InlineData("participant,date,test,value,unit\n\"x", "Line 2: a quote is not closed")]
    [InlineData("{\"resourceType\":\"Patient\"}", "The document is neither a FHIR Bundle nor an Observation")]
    [InlineData("{", "The document is not the FHIR JSON that is asked for")]
    [InlineData("{\"resourceType\":\"Bundle\",\"entry\":5}", "The document is not the FHIR JSON that is asked for: look at $.entry")]
    [InlineData("{\"resourceType\":\"Bundle\",\"entry\":[null,{}]}", "The document holds no Observation with a value.")]
    public void What_is_no_such_file_is_refused_in_a_sentence(string text, string sentence) =>
        Should.Throw<StepRefusedException>(() => text.StartsWith('{') ? ResultBundle.Read(text) : ResultTable.Read(text)).Message.ShouldStartWith(sentence);

    [Theory]
    [InlineData("{\"resourceType\":\"Observation\",\"status\":\"final\",\"code\":null,\"subject\":null,\"valueQuantity\":{\"value\":1}}")]
    [InlineData("{\"resourceType\":\"Observation\",\"status\":null,\"code\":{\"coding\":[null]},\"subject\":{\"reference\":null},\"referenceRange\":[null,{\"low\":null}],\"valueQuantity\":{}}")]
    public void What_is_missing_in_an_observation_breaks_nothing(string json) => ResultBundle.Read(json).Single().Participants.ShouldBeEmpty();

    [Fact]
    public void A_document_nested_without_end_is_refused() =>
        Should.Throw<StepRefusedException>(() => ResultBundle.Read("{\"resourceType\":\"Bundle\",\"entry\":" + new string('[', 100_000))).Message.ShouldStartWith("The document is not the FHIR JSON that is asked for");
}
