using System.IO.Compression;
using System.Net;
using System.Text;
using System.Text.Json;

namespace Equipoise.Web.Tests.Screening;

/// <summary>The eligibility API, as a program that calls it sees it.</summary>
public sealed class EligibilityApiTests(SiteUnderTest site) : IClassFixture<SiteUnderTest>
{
    private const string Root = "/api/eligibility/v1";
    private const string Bundle = """{"resourceType":"Bundle","entry":[{"resource":{"resourceType":"Patient","id":"ann","birthDate":"1946-11-22"}}]}""";
    private const string Csv = "patient,fact,value\nann,birthDate,1946-11-22\n";

    [Theory]
    [InlineData("studies/NCT07264075/criteria", "GET, HEAD, OPTIONS")]
    [InlineData("criteria", "POST, OPTIONS")]
    [InlineData("studies/NCT07264075/screen", "POST, OPTIONS")]
    [InlineData("screen", "POST, OPTIONS")]
    [InlineData("match", "POST, OPTIONS")]
    public async Task A_page_of_another_origin_may_ask_what_each_address_answers(string address, string methods)
    {
        using var request = new HttpRequestMessage(HttpMethod.Options, $"/api/eligibility/v1/{address}");
        request.Headers.Add("Origin", "https://clinic.example");
        request.Headers.Add("Access-Control-Request-Method", methods[..methods.IndexOf(',', StringComparison.Ordinal)]);
        using var response = await site.Client.SendAsync(request, TestContext.Current.CancellationToken);

        response.StatusCode.ShouldBe(HttpStatusCode.NoContent);
        response.Headers.GetValues("Access-Control-Allow-Methods").ShouldBe([methods]);
        string.Join(", ", response.Content.Headers.Allow).ShouldBe(methods);
        response.Headers.GetValues("Access-Control-Allow-Origin").ShouldBe(["*"]);
    }

    [Fact]
    public async Task The_criteria_of_a_study_come_in_the_documented_form()
    {
        using var document = await JsonAsync(await site.Client.GetAsync($"{Root}/studies/NCT07264075/criteria", TestContext.Current.CancellationToken));

        document.RootElement.GetProperty("study").GetString().ShouldBe("NCT07264075");
        document.RootElement.EnumerateObject().Select(member => member.Name).ShouldBe(["study", "criteria", "lint"]);
        document.RootElement.GetProperty("criteria")[0].EnumerateObject().Select(member => member.Name).ShouldBe(["id", "polarity", "text", "start", "end", "class", "tree", "residue"]);
    }

    [Theory]
    [InlineData("usdm", "eligibilityCriteria")]
    [InlineData("evidence-variable", "characteristic")]
    public async Task Criteria_come_in_the_forms_of_others(string format, string member)
    {
        using var document = await JsonAsync(await site.Client.GetAsync($"{Root}/studies/NCT07264075/criteria?criteria=protocol&format={format}", TestContext.Current.CancellationToken));

        document.RootElement.GetProperty(member).GetArrayLength().ShouldBeGreaterThan(20);
    }

    [Fact]
    public async Task Criteria_of_a_text_come_in_the_forms_of_others_too()
    {
        using var document = await JsonAsync(await PostAsync("/criteria?format=evidence-variable", "* Hemoglobin ≥ 9 g/dL"));

        document.RootElement.GetProperty("resourceType").GetString().ShouldBe("EvidenceVariable");
    }

    [Fact]
    public async Task The_criteria_of_a_text_belong_to_no_study()
    {
        using var document = await JsonAsync(await PostAsync("/criteria", "* Hemoglobin ≥ 9 g/dL"));

        document.RootElement.GetProperty("study").ValueKind.ShouldBe(JsonValueKind.Null);
        document.RootElement.GetProperty("criteria")[0].GetProperty("tree").GetProperty("variable").GetString().ShouldBe("hemoglobin");
    }

    [Theory]
    [InlineData("/studies/NCT07264075/screen?asOf=2026-11-22", Bundle)]
    [InlineData("/screen?study=NCT07264075&asOf=2026-11-22", Bundle)]
    [InlineData("/screen?study=NCT07264075&asOf=2026-11-22", Csv)]
    public async Task A_patient_is_judged_and_nothing_is_kept(string address, string body)
    {
        using var response = await PostAsync(address, body);
        using var document = await JsonAsync(response);

        response.Headers.CacheControl!.NoStore.ShouldBeTrue();
        response.Headers.GetValues("x-unread-entries").ShouldBe(["0"]);
        document.RootElement.EnumerateObject().Select(member => member.Name).ShouldBe(["study", "asOf", "criteriaSource", "patients"]);
        (document.RootElement.GetProperty("asOf").GetString(), document.RootElement.GetProperty("criteriaSource").GetString()).ShouldBe(("2026-11-22", "protocol"));
        var patient = document.RootElement.GetProperty("patients")[0];
        patient.EnumerateObject().Select(member => member.Name).ShouldBe(["patient", "answer", "failed", "missing", "criteria"]);
        (patient.GetProperty("patient").GetString(), patient.GetProperty("answer").GetString(), patient.GetProperty("failed")[0].GetString()).ShouldBe(("ann", "ineligible", "inclusion-2"));
        patient.GetProperty("criteria")[0].EnumerateObject().Select(member => member.Name).ShouldBe(["id", "polarity", "verdict", "assertion", "reason", "evidence", "sentence", "settledBy"]);
    }

    [Theory]
    [InlineData("variable,unit,low,high\nbilirubin.total,mg/dL,,1.2\n", "Met")]
    [InlineData("variable,unit,low,high,sex,ageFrom,ageTo\nbilirubin.total,mg/dL,,0.5,,0,17\nbilirubin.total,mg/dL,,1.2,,18,\n", "Met")]
    [InlineData("variable,unit,low,high,sex,ageFrom,ageTo\nbilirubin.total,mg/dL,,1.2,,0,17\n", "Unknown")]
    [InlineData(null, "Unknown")]
    public async Task A_table_of_normal_ranges_may_come_with_the_patients(string? ranges, string verdict)
    {
        const string Patient = "patient,fact,name,value,unit,date\nann,birthDate,,1960-05-17\nann,measurement,bilirubin.total,1.3,mg/dL,2026-11-18\n";
        using var document = await JsonAsync(await PostAsync("/screen?study=NCT07264075&asOf=2026-11-22", JsonSerializer.Serialize(new { ranges = ranges ?? "variable,unit,low,high\n", patients = new[] { Patient } })));

        document.RootElement.GetProperty("patients")[0].GetProperty("criteria").EnumerateArray().Single(one => one.GetProperty("id").GetString() == "inclusion-10.c.i").GetProperty("verdict").GetString().ShouldBe(verdict);
    }

    [Fact]
    public async Task Patients_are_matched_with_the_studies_that_a_query_finds()
    {
        using var counts = await JsonAsync(await PostAsync("/match?studies=ivonescimab&asOf=2026-11-22", Csv));

        counts.RootElement.GetRawText().ShouldBe("""{"asOf":"2026-11-22","patients":1,"studies":[{"study":"NCT07264075","criteriaSource":"protocol","criteria":33,"computable":24,"ineligible":1,"eligibleAsFarAsComputable":0,"open":0}]}""");
    }

    [Fact]
    public async Task Each_match_can_be_had_on_a_line_of_its_own()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"{Root}/match?studies=NCT07264075,SYN00000001&asOf=2026-11-22") { Content = new StringContent(Csv) };
        request.Headers.Accept.ParseAdd("application/x-ndjson");
        using var response = await site.Client.SendAsync(request, TestContext.Current.CancellationToken);

        var lines = (await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        lines.Length.ShouldBe(2);
        lines[0].ShouldStartWith("""{"patient":"ann","study":"NCT07264075","answer":"ineligible","failed":["inclusion-2"],"missing":[""");
    }

    [Theory]
    [InlineData("/match", Bundle, HttpStatusCode.BadRequest, "'studies' is missing")]
    [InlineData("/match?studies=NCT99999999", Bundle, HttpStatusCode.NotFound, "No study with criteria fits")]
    [InlineData("/match?studies=NCT07264075", "{", HttpStatusCode.BadRequest, "It is not JSON")]
    [InlineData("/screen?study=NCT07264075", "{", HttpStatusCode.BadRequest, "It is not JSON")]
    [InlineData("/screen?study=NCT07264075", "", HttpStatusCode.BadRequest, "It is empty")]
    [InlineData("/screen?study=NCT07264075", """{"resourceType":"Bundle"}""", HttpStatusCode.BadRequest, "There is no Patient resource")]
    [InlineData("/screen?study=NCT07264075&asOf=today", Bundle, HttpStatusCode.BadRequest, "'asOf' is not a day")]
    [InlineData("/screen?study=NCT07264075&criteria=both", Bundle, HttpStatusCode.BadRequest, "'criteria' is either")]
    [InlineData("/screen", Bundle, HttpStatusCode.BadRequest, "'study' is missing")]
    [InlineData("/match?studies=AREA[", Bundle, HttpStatusCode.BadRequest, "'studies' takes ids or words, and 'AREA[' begins an expression: ask /api/v2/studies for the ids first.")]
    [InlineData("/match?studies=cancer+AND+area[Phase]PHASE3", Bundle, HttpStatusCode.BadRequest, "'studies' takes ids or words, and 'area[' begins an expression")]
    [InlineData("/screen?study=NCT1", Bundle, HttpStatusCode.NotFound, "This is not a study id: write NCT and eight digits.")]
    [InlineData("/match?studies=NCT1", Bundle, HttpStatusCode.BadRequest, "'NCT1' is not a study id: write NCT and eight digits.")]
    [InlineData("/criteria?format=odm", "* Hemoglobin ≥ 9 g/dL", HttpStatusCode.BadRequest, "'format' is json, usdm or evidence-variable.")]
    [InlineData("/studies/NCT99999999/screen", Bundle, HttpStatusCode.NotFound, "There is no study NCT99999999")]
    [InlineData("/studies/SYN00000001/screen?criteria=protocol", Bundle, HttpStatusCode.NotFound, "There is no protocol")]
    [InlineData("/nothing", Bundle, HttpStatusCode.NotFound, "There is nothing at this address")]
    [InlineData("/screen?study=NCT07264075", """{"patients":[]}""", HttpStatusCode.BadRequest, "'patients' is a list of FHIR bundles")]
    [InlineData("/screen?study=NCT07264075", """{"patients":["patient,fact\nann,sex"],"ranges":"variable,unit,low,high\nnothing,mg/dL,,1"}""", HttpStatusCode.BadRequest, "Line 2: there is no variable 'nothing'")]
    public async Task What_cannot_be_answered_is_a_problem_in_one_sentence(string address, string body, HttpStatusCode status, string sentence)
    {
        using var response = await PostAsync(address, body);

        response.StatusCode.ShouldBe(status);
        response.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
        using var problem = JsonDocument.Parse(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        problem.RootElement.GetProperty("detail").GetString()!.ShouldStartWith(sentence);
        problem.RootElement.GetProperty("status").GetInt32().ShouldBe((int)status);
    }

    [Theory]
    [InlineData("/screen?study=NCT07264075", true, HttpStatusCode.UnsupportedMediaType, "The body is packed (Content-Encoding)")]
    [InlineData("/criteria", true, HttpStatusCode.UnsupportedMediaType, "The body is packed (Content-Encoding)")]
    [InlineData("/screen?study=NCT07264075", false, HttpStatusCode.BadRequest, "It is packed as gzip")]
    [InlineData("/criteria", false, HttpStatusCode.BadRequest, "The body is packed as gzip")]
    public async Task What_comes_packed_is_told_so(string address, bool isSaid, HttpStatusCode status, string sentence)
    {
        using var packed = new MemoryStream();
        await using (var gzip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true))
            await gzip.WriteAsync(Encoding.UTF8.GetBytes(Bundle), TestContext.Current.CancellationToken);
        using var body = new ByteArrayContent(packed.ToArray());
        if (isSaid)
            body.Headers.ContentEncoding.Add("gzip");
        using var response = await site.Client.PostAsync($"/api/eligibility/v1{address}", body, TestContext.Current.CancellationToken);

        response.StatusCode.ShouldBe(status);
        using var problem = JsonDocument.Parse(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        problem.RootElement.GetProperty("detail").GetString()!.ShouldStartWith(sentence);
    }

    [Fact]
    public async Task A_text_with_the_line_ends_of_old_Macs_and_a_byte_order_mark_has_its_lines()
    {
        using var json = await JsonAsync(await PostAsync("/criteria", "\uFEFFInclusion Criteria:\r\r* Hemoglobin ≥ 9 g/dL\r* Age ≥ 18 years\r"));

        json.RootElement.GetProperty("criteria").EnumerateArray().Select(one => (one.GetProperty("start").GetInt32(), one.GetProperty("text").GetString())).ShouldBe([(23, "Hemoglobin ≥ 9 g/dL"), (45, "Age ≥ 18 years")]);
    }

    [Fact]
    public async Task A_body_that_is_too_large_is_refused_before_it_is_read()
    {
        using var body = new StringContent(new string(' ', 33 * 1024 * 1024));
        using var response = await site.Client.PostAsync($"{Root}/screen?study=NCT07264075", body, TestContext.Current.CancellationToken);

        response.StatusCode.ShouldBe(HttpStatusCode.RequestEntityTooLarge);
    }

    [Fact]
    public async Task The_description_names_every_address_and_each_reference_in_it_leads_somewhere()
    {
        using var document = await JsonAsync(await site.Client.GetAsync("/openapi/v1.json", TestContext.Current.CancellationToken));
        var root = document.RootElement;

        root.GetProperty("openapi").GetString()!.ShouldStartWith("3.");
        foreach (var path in root.GetProperty("paths").EnumerateObject())
        {
            foreach (var method in path.Value.EnumerateObject())
            {
                using var request = new HttpRequestMessage(new HttpMethod(method.Name), path.Name.Replace("{nctId}", "NCT07264075", StringComparison.Ordinal));
                using var response = await site.Client.SendAsync(request, TestContext.Current.CancellationToken);
                (await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).ShouldNotContain("There is nothing at this address", Case.Sensitive, path.Name);
                response.StatusCode.ShouldNotBe(HttpStatusCode.MethodNotAllowed, path.Name);
            }
        }

        foreach (var reference in References(root))
            reference.Split('/').Skip(1).Aggregate((JsonElement?)root, (at, name) => at is { } found && found.TryGetProperty(name, out var next) ? next : null).ShouldNotBeNull(reference);
    }

    private static IEnumerable<string> References(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => element.EnumerateObject().SelectMany(member => member.NameEquals("$ref") ? [member.Value.GetString()!] : References(member.Value)),
        JsonValueKind.Array => element.EnumerateArray().SelectMany(References),
        _ => [],
    };

    private Task<HttpResponseMessage> PostAsync(string address, string body) =>
        site.Client.PostAsync(Root + address, new StringContent(body, Encoding.UTF8, "application/octet-stream"), TestContext.Current.CancellationToken);

    private static async Task<JsonDocument> JsonAsync(HttpResponseMessage response)
    {
        var body = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        response.StatusCode.ShouldBe(HttpStatusCode.OK, body);
        return JsonDocument.Parse(body);
    }

    [Theory]
    [InlineData("/studies/NCT07264075/screen?as-of=2024-01-01", "This address does not take the parameter 'as-of': it takes 'asOf', 'criteria'.")]
    [InlineData("/screen?study=NCT07264075&asOf=", "'asOf' is empty: give a value, or leave it out.")]
    [InlineData("/screen?study=NCT07264075&criteria=protocol&criteria=record", "'criteria' is given 2 times: give it once.")]
    [InlineData("/match?studies=NCT07264075&study=NCT07264075", "This address does not take the parameter 'study': it takes 'studies', 'asOf'.")]
    [InlineData("/criteria?x=1", "This address does not take the parameter 'x': it takes 'format'.")]
    public async Task A_parameter_that_is_not_taken_is_refused_rather_than_judged_without(string address, string sentence)
    {
        using var response = await site.Client.PostAsync($"{Root}{address}", new StringContent(Csv), TestContext.Current.CancellationToken);

        response.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        using var problem = JsonDocument.Parse(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        problem.RootElement.GetProperty("detail").GetString().ShouldBe(sentence);
    }

    [Fact]
    public async Task A_body_that_breaks_off_or_is_cut_in_pieces_wrongly_is_a_request_that_cannot_be_answered()
    {
        using var connection = new System.Net.Sockets.TcpClient();
        await connection.ConnectAsync(site.Client.BaseAddress!.Host, site.Client.BaseAddress.Port, TestContext.Current.CancellationToken);
        await using var stream = connection.GetStream();
        await stream.WriteAsync("POST /api/eligibility/v1/criteria HTTP/1.1\r\nHost: localhost\r\nContent-Type: text/plain\r\nConnection: close\r\nTransfer-Encoding: chunked\r\n\r\nZZ\r\n"u8.ToArray(), TestContext.Current.CancellationToken);
        using var reader = new StreamReader(stream);

        var answer = await reader.ReadToEndAsync(TestContext.Current.CancellationToken);

        answer.ShouldStartWith("HTTP/1.1 400 ");
        answer.ShouldContain("This request cannot be answered");
    }
}
