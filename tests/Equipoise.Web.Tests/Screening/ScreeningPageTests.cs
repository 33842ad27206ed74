using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;

namespace Equipoise.Web.Tests.Screening;

/// <summary>The pages on which a person asks whether a study may fit, and a professional judges a record.</summary>
public sealed class ScreeningPageTests(SiteUnderTest site) : IClassFixture<SiteUnderTest>
{
    private const string Table = "patient,fact,name,value,unit,date,end,low,high\nann,birthDate,,1946-11-22\nann,measurement,hemoglobin,11,g/dL,2026-11-18\n";

    [Fact]
    public async Task The_study_page_leads_to_the_questions_and_they_to_the_professionals_page()
    {
        (await site.ReadAsync("/study/NCT07264075")).QuerySelector("a[href='/screen/NCT07264075']").ShouldNotBeNull();
        (await site.ReadAsync("/screen/NCT07264075")).QuerySelector("a[href='/screen?study=NCT07264075']").ShouldNotBeNull();
    }

    [Theory]
    [InlineData("/screen/NCT07264075")]
    [InlineData("/screen?study=NCT07264075")]
    public async Task No_cache_keeps_them_and_no_search_engine_lists_them(string path)
    {
        using var response = await site.Client.GetAsync(path, TestContext.Current.CancellationToken);

        response.Headers.CacheControl!.NoStore.ShouldBeTrue();
        response.Headers.GetValues("X-Robots-Tag").ShouldBe(["noindex"]);
        (await SiteUnderTest.ParseAsync(response)).QuerySelector("meta[name=robots]")!.GetAttribute("content").ShouldBe("noindex");
    }

    [Fact]
    public async Task Every_question_can_be_left_open_and_is_sent_by_POST()
    {
        var page = await site.ReadAsync("/screen/NCT07264075");

        page.QuerySelector<IHtmlFormElement>("form.questions")!.Method.ShouldBe("post");
        var questions = page.QuerySelectorAll("form.questions fieldset");
        questions.Length.ShouldBeGreaterThan(20);
        questions.Select(question => question.QuerySelector("legend")!.TextContent).ShouldContain(question => question.EndsWith("How old are you?", StringComparison.Ordinal));
        foreach (var question in questions.Where(question => question.QuerySelector("input[type=radio]") is not null))
            question.QuerySelector<IHtmlInputElement>("input[value='']")!.IsChecked.ShouldBeTrue();
    }

    [Theory]
    [InlineData("60", "1", "yes", "This study may fit you")]
    [InlineData("60", "2", "yes", "This study does not seem to fit you")]
    [InlineData("85", "1", "yes", "This study does not seem to fit you")]
    [InlineData("60", "", "yes", "Ask the study team")]
    [InlineData("80", "1", "yes", "Ask the study team")] // the record's limit and its text disagree
    [InlineData("", "", "", "Ask the study team")]
    public async Task Answers_come_to_one_of_three_sentences(string age, string activity, string disease, string sentence)
    {
        var fields = await AnswersAsync("no");
        fields = [.. fields.Select(field => field.Question switch
        {
            var question when question.Contains("How old") => field with { Answer = age },
            var question when question.Contains("How active") => field with { Answer = activity },
            var question when question.Contains("combined positive") => field with { Answer = disease.Length == 0 ? "" : "20" },
            var question when question.Contains("squamous cell cancer of the head and neck") || question.Contains("came back") || question.Contains("voice box (larynx)") => field with { Answer = disease },
            _ => field with { Answer = disease.Length == 0 ? "" : "no" },
        })];

        using var response = await PostAsync("/screen/NCT07264075", fields.Select(field => KeyValuePair.Create(field.Key, field.Answer)));
        var page = await SiteUnderTest.ParseAsync(response);

        response.Headers.CacheControl!.NoStore.ShouldBeTrue();
        page.QuerySelector("#outcome")!.TextContent.ShouldBe(sentence, page.QuerySelector("main")!.TextContent);
    }

    [Fact]
    public async Task What_a_person_prints_names_the_study_the_day_the_status_and_only_what_was_answered()
    {
        var fields = (await AnswersAsync("")).Select(field => KeyValuePair.Create(field.Key, field.Question.Contains("How old", StringComparison.Ordinal) ? "60" : field.Question.Contains("combined positive", StringComparison.Ordinal) ? "1,5" : "")).ToList();

        using var response = await PostAsync("/screen/NCT07264075", fields);
        var page = await SiteUnderTest.ParseAsync(response);

        page.QuerySelector("p.print-only")!.TextContent.ShouldMatch("^Study NCT07264075, answers of [0-9]{4}-[0-9]{2}-[0-9]{2}\\. Its record: https://clinicaltrials.gov/study/NCT07264075$");
        page.QuerySelector("p.notice")!.TextContent.ShouldBe("This study has not opened yet: it takes no participants so far.");
        page.QuerySelectorAll("section.print-only li strong").Select(answer => answer.TextContent).ShouldBe(["60", "1,5"]);
        page.QuerySelector(".outcome a[href='#questions']")!.TextContent.ShouldBe("Change an answer");
        (page.QuerySelector(".outcome .contacts") ?? page.QuerySelector(".outcome a[href$='#locations']")).ShouldNotBeNull();
    }

    [Fact]
    public async Task What_stays_open_leads_to_the_questions_that_were_left_open_by_their_numbers()
    {
        var fields = (await AnswersAsync("")).Select(field => KeyValuePair.Create(field.Key, field.Question.Contains("How old", StringComparison.Ordinal) ? "60" : "")).ToList();

        using var response = await PostAsync("/screen/NCT07264075", fields);
        var page = await SiteUnderTest.ParseAsync(response);

        var questions = page.QuerySelectorAll("form.questions fieldset").Select(question => question.Id!).ToList();
        var links = page.QuerySelectorAll(".reasons .why a").Select(link => (Leads: link.GetAttribute("href")![1..], Says: link.TextContent)).ToList();
        links.ShouldAllBe(link => questions.IndexOf(link.Leads) == int.Parse(link.Says, System.Globalization.CultureInfo.InvariantCulture) - 1);
        links.Select(link => link.Leads).Distinct().Count().ShouldBe(questions.Count - 1, "each question but that for the age stayed open");
        page.QuerySelectorAll(".reasons .why").First(why => why.QuerySelectorAll("a").Length > 2).TextContent.Trim().ShouldMatch(@"^You left open questions\s+[0-9]+(,\s+[0-9]+)*\s+and\s+[0-9]+\.$");
    }

    [Theory]
    [InlineData("900")]
    [InlineData("-5")]
    [InlineData("18.5")]
    [InlineData("sixty")]
    [InlineData("18.5 years")]
    [InlineData("62 months")]
    public async Task An_age_that_nobody_has_is_pointed_out_and_nothing_is_weighed(string age)
    {
        var fields = (await AnswersAsync("")).Select(field => KeyValuePair.Create(field.Key, field.Question.Contains("How old", StringComparison.Ordinal) ? age : field.Answer)).ToList();

        using var response = await PostAsync("/screen/NCT07264075", fields);
        var page = await SiteUnderTest.ParseAsync(response);

        page.QuerySelector("#outcome").ShouldBeNull();
        page.QuerySelector("[role=alert]")!.TextContent.ShouldContain($"'{age}' is no age");
        page.QuerySelector("input[inputmode=numeric]")!.GetAttribute("aria-invalid").ShouldBe("true");
        page.QuerySelector("input[inputmode=numeric]")!.GetAttribute("value").ShouldBe(age);
    }

    [Theory]
    [InlineData("62 years", "This study may fit you")]
    [InlineData("62 y", "This study may fit you")]
    [InlineData("85 years", "This study does not seem to fit you")]
    public async Task An_age_may_be_written_with_its_unit(string age, string sentence)
    {
        (await SaidAsync(("How old", age))).QuerySelector("#outcome")!.TextContent.ShouldBe(sentence);
    }

    [Fact]
    public async Task The_disease_is_asked_about_first_and_what_comes_after_a_dozen_questions_is_folded()
    {
        var page = await site.ReadAsync("/screen/NCT07264075");

        var unfolded = page.QuerySelectorAll("form.questions > fieldset legend").Select(legend => legend.TextContent).ToList();
        unfolded.Count.ShouldBe(12);
        unfolded[0].ShouldContain("squamous cell cancer of the head and neck");
        unfolded.Take(8).Count(question => question.Contains("cancer that began in", StringComparison.Ordinal)).ShouldBe(4);
        var more = page.QuerySelector("form.questions > details")!;
        more.HasAttribute("open").ShouldBeFalse();
        more.QuerySelectorAll("fieldset").Length.ShouldBeGreaterThan(12);
    }

    [Fact]
    public async Task Nothing_is_asked_twice_for_the_same_time()
    {
        var questions = (await AnswersAsync("")).Select(field => field.Question).ToList();

        questions.Count(question => question.Contains("meant to relieve", StringComparison.Ordinal)).ShouldBe(1);
        questions.Count(question => question.Contains("radiation", StringComparison.Ordinal) && question.Contains("head and neck", StringComparison.Ordinal)).ShouldBe(2, "a second time, and to cure within six months");
        questions.ShouldNotContain(question => question.Contains("In the last 6 months", StringComparison.Ordinal) && question.Contains("any of these", StringComparison.Ordinal), "six months before a progression are not the last ones");
    }

    [Fact]
    public async Task What_comes_back_speaks_in_the_words_of_the_questions()
    {
        foreach (var page in new[] { await SaidAsync(), await SaidAsync(("immunotherapy", "yes"), ("How active", "")), await SaidAsync(("How old", "80")) })
        {
            page.QuerySelector("form.questions")!.Remove();
            var said = page.QuerySelector("main")!.TextContent;
            foreach (var technical in new[] { "RECIST", "ULN", "10^9", "leptomeningeal", "unspecific", "superscript", "structured", "p16", "Appendix", "dipstick" })
                said.ShouldNotContain(technical);
        }
    }

    [Fact]
    public async Task An_answer_that_speaks_against_it_comes_first_and_what_is_open_besides_is_folded()
    {
        var page = await SaidAsync(("Have you ever received immunotherapy", "yes"), ("How active", ""));

        page.QuerySelector("#outcome")!.TextContent.ShouldBe("This study does not seem to fit you");
        page.QuerySelector(".reasons li")!.TextContent.Trim().ShouldStartWith("Not allowed: immunotherapy (medicines that set the immune system against the cancer");
        var open = page.QuerySelectorAll("main > details").First(details => details.QuerySelector("summary")!.TextContent.StartsWith("What is open", StringComparison.Ordinal));
        open.HasAttribute("open").ShouldBeFalse();
        open.QuerySelector("summary")!.TextContent.ShouldContain("would change nothing");
    }

    [Fact]
    public async Task Where_the_disease_began_settles_the_questions_about_other_places()
    {
        var larynx = await SaidAsync(("lower throat (hypopharynx)", ""), ("(oropharynx)", ""), ("in the mouth", ""), ("human papillomavirus", ""));
        var nowhere = await SaidAsync(("voice box (larynx)", ""), ("lower throat (hypopharynx)", ""), ("(oropharynx)", ""), ("in the mouth", ""), ("human papillomavirus", ""));

        larynx.QuerySelector("#outcome")!.TextContent.ShouldBe("This study may fit you");
        larynx.QuerySelectorAll(".reasons .why a").ShouldBeEmpty();
        nowhere.QuerySelector("#outcome")!.TextContent.ShouldBe("Ask the study team");
        nowhere.QuerySelectorAll(".reasons .why a").ShouldNotBeEmpty();
    }

    [Fact]
    public async Task A_record_is_judged_criterion_by_criterion_with_its_facts_below()
    {
        using var response = await SendAsync(("study", "NCT07264075"), ("asOf", "2026-11-22"));
        var page = await SiteUnderTest.ParseAsync(response);

        var row = page.QuerySelectorAll(".verdict-table tbody tr").Single(one => one.QuerySelector(".id")!.TextContent == "inclusion-10.a.iii");
        row.QuerySelector(".verdict")!.TextContent.ShouldBe("Met");
        row.QuerySelector(".evidence")!.TextContent.ShouldContain("11 g/dL");
        page.QuerySelectorAll(".verdict-table tbody tr").Single(one => one.QuerySelector(".id")!.TextContent == "inclusion-2").QuerySelector(".verdict")!.TextContent.ShouldBe("Not met");
        page.QuerySelector<IHtmlTextAreaElement>("#facts")!.Value.ShouldContain("ann,measurement,hemoglobin,11,g/dL,2026-11-18");
        response.Headers.CacheControl!.NoStore.ShouldBeTrue();
    }

    [Fact]
    public async Task Who_is_not_eligible_is_so_by_a_fact_in_the_headline_and_what_is_missing_is_folded()
    {
        using var response = await SendAsync(("study", "NCT07264075"), ("asOf", "2026-11-22"));
        var page = await SiteUnderTest.ParseAsync(response);

        page.QuerySelector(".outcome strong")!.TextContent.ShouldBe("Not eligible (inclusion-2: date of birth: 1946-11-22)");
        page.QuerySelector(".judged details")!.HasAttribute("open").ShouldBeFalse();
        page.QuerySelector(".judged details summary")!.TextContent.ShouldContain("none of which would make the patient eligible");

        using var open = await PostAsync("/screen", [KeyValuePair.Create("study", "NCT07264075"), KeyValuePair.Create("sex", "female")]);
        (await SiteUnderTest.ParseAsync(open)).QuerySelector(".judged details")!.HasAttribute("open").ShouldBeTrue();
    }

    [Fact]
    public async Task A_file_and_typed_facts_together_are_refused()
    {
        using var response = await SendAsync(("study", "NCT07264075"), ("measurement:hemoglobin", "8"));

        response.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await SiteUnderTest.ParseAsync(response)).QuerySelector("main")!.TextContent.ShouldContain("Both a file and filled-in facts were sent");
    }

    [Fact]
    public async Task Several_studies_stand_in_one_table()
    {
        var page = await SiteUnderTest.ParseAsync(await SendAsync(("study", "NCT07264075 SYN00000001, SYN00000002")));

        page.QuerySelectorAll(".counts tbody tr").Length.ShouldBe(3);
        page.QuerySelectorAll(".verdict-table").Length.ShouldBe(3);
    }

    [Fact]
    public async Task The_verdicts_can_be_taken_along_as_JSON()
    {
        using var response = await SendAsync(("study", "NCT07264075"), ("asOf", "2026-11-22"), ("output", "json"));

        response.Content.Headers.ContentDisposition!.FileName.ShouldBe("screening.json");
        (await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).ShouldStartWith("""{"study":"NCT07264075","asOf":"2026-11-22","criteriaSource":"protocol","patients":[{"patient":"ann","answer":"ineligible","failed":["inclusion-2"]""");
    }

    [Fact]
    public async Task Fields_filled_in_are_facts()
    {
        using var response = await PostAsync("/screen", [KeyValuePair.Create("study", "NCT07264075"), KeyValuePair.Create("measurement:albumin", "25"), KeyValuePair.Create("measurement:albumin:unit", "g/L")]);
        var page = await SiteUnderTest.ParseAsync(response);

        page.QuerySelectorAll(".verdict-table tbody tr").Single(one => one.QuerySelector(".id")!.TextContent == "inclusion-10.c.iii").QuerySelector(".verdict")!.TextContent.ShouldBe("Not met");
    }

    [Theory]
    [InlineData("/screen/NCT99999999", HttpStatusCode.NotFound)]
    [InlineData("/screen/dance", HttpStatusCode.NotFound)]
    [InlineData("/screen/NCT1", HttpStatusCode.NotFound)]
    [InlineData("/screen?study=NCT99999999", HttpStatusCode.NotFound)]
    public async Task A_study_that_is_not_here_has_no_questions(string path, HttpStatusCode status)
    {
        using var response = await site.Client.GetAsync(path, TestContext.Current.CancellationToken);

        response.StatusCode.ShouldBe(status);
    }

    [Theory]
    [InlineData("study", "", "Name at least one study")]
    [InlineData("asOf", "soon", "The day to judge on is no day")]
    [InlineData("facts", "fact,dream\nx,y", "Line 1 names a column 'dream'")]
    [InlineData("facts", "{", "It is not JSON")]
    public async Task What_cannot_be_judged_is_said_in_a_sentence(string field, string value, string sentence)
    {
        var fields = new Dictionary<string, string>(StringComparer.Ordinal) { ["study"] = "NCT07264075", [field] = value };
        using var response = await PostAsync("/screen", fields);

        response.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await SiteUnderTest.ParseAsync(response)).QuerySelector("main")!.TextContent.ShouldContain(sentence);
    }

    [Fact]
    public async Task A_file_that_cannot_be_read_is_named_and_what_was_filled_in_stays()
    {
        var form = new MultipartFormDataContent { { new StringContent("Dear colleague"), "record", "C:\\wards\\7\\letter.txt" }, { new StringContent("NCT07264075"), "study" }, { new StringContent("2026-11-20"), "asOf" } };
        using var response = await site.Client.PostAsync("/screen", form, TestContext.Current.CancellationToken);
        var page = await SiteUnderTest.ParseAsync(response);

        response.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        response.Headers.CacheControl!.NoStore.ShouldBeTrue();
        var alert = page.QuerySelector("[role=alert]")!.TextContent;
        alert.ShouldContain("“letter.txt” cannot be read");
        alert.ShouldNotContain("wards");
        alert.ShouldContain("FHIR R4 as JSON");
        alert.ShouldContain("NDJSON");
        alert.ShouldContain("CSV");
        page.QuerySelector<IHtmlInputElement>("#study")!.Value.ShouldBe("NCT07264075");
        page.QuerySelector<IHtmlInputElement>("#asOf")!.Value.ShouldBe("2026-11-20");
        page.QuerySelector("input[type=file]").ShouldNotBeNull();
    }

    [Fact]
    public async Task An_unknown_study_keeps_the_facts_that_were_filled_in()
    {
        var fields = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["study"] = "NCT07264075 NCT99999999", ["sex"] = "female", ["measurement:albumin"] = "2.5", ["measurement:albumin:unit"] = "g/dL",
            ["condition:liver metastases"] = "no", ["condition:liver metastases:date"] = "2026-03",
        };
        using var response = await PostAsync("/screen", fields);
        var page = await SiteUnderTest.ParseAsync(response);

        response.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        page.QuerySelector("[role=alert]")!.TextContent.ShouldContain("There is no study NCT99999999 here.");
        page.QuerySelector<IHtmlInputElement>("#study")!.Value.ShouldBe("NCT07264075 NCT99999999");
        page.QuerySelector("form details")!.HasAttribute("open").ShouldBeTrue();
        page.QuerySelector<IHtmlSelectElement>("#f-sex")!.Value.ShouldBe("female");
        page.QuerySelector<IHtmlInputElement>("[name='measurement:albumin']")!.Value.ShouldBe("2.5");
        page.QuerySelector<IHtmlInputElement>("[name='measurement:albumin:unit']")!.Value.ShouldBe("g/dL");
        page.QuerySelector<IHtmlSelectElement>("[name='condition:liver metastases']")!.Value.ShouldBe("no");
        page.QuerySelector<IHtmlInputElement>("[name='condition:liver metastases:date']")!.Value.ShouldBe("2026-03");
    }

    [Fact]
    public async Task A_table_that_cannot_be_read_can_be_mended_where_it_stands()
    {
        using var response = await PostAsync("/screen", [KeyValuePair.Create("study", "NCT07264075"), KeyValuePair.Create("facts", "fact,dream\nx,y")]);

        (await SiteUnderTest.ParseAsync(response)).QuerySelector<IHtmlTextAreaElement>("form #facts")!.Value.ShouldBe("fact,dream\nx,y");
    }

    private async Task<IReadOnlyList<(string Key, string Question, string Answer)>> AnswersAsync(string answer)
    {
        var page = await site.ReadAsync("/screen/NCT07264075");
        return [.. page.QuerySelectorAll("form.questions fieldset").Select(question => (question.Id!, question.QuerySelector("legend")!.TextContent, answer))];
    }

    // The answers of somebody whom ILLUMINE may fit, but for those that are named by words of their questions.
    private async Task<AngleSharp.Dom.IDocument> SaidAsync(params (string Question, string Answer)[] others)
    {
        var fields = (await AnswersAsync("no")).Select(field => KeyValuePair.Create(field.Key, others.FirstOrDefault(other => field.Question.Contains(other.Question, StringComparison.Ordinal)) is { Question: not null } other ? other.Answer : field.Question switch
        {
            var question when question.Contains("How old") => "60",
            var question when question.Contains("How active") => "1",
            var question when question.Contains("combined positive") => "20",
            var question when question.Contains("squamous cell cancer of the head and neck") || question.Contains("came back") || question.Contains("voice box (larynx)") => "yes",
            _ => field.Answer,
        })).ToList();
        return await SiteUnderTest.ParseAsync(await PostAsync("/screen/NCT07264075", fields));
    }

    private Task<HttpResponseMessage> PostAsync(string path, IEnumerable<KeyValuePair<string, string>> fields) =>
        site.Client.PostAsync(path, new FormUrlEncodedContent(fields), TestContext.Current.CancellationToken);

    private Task<HttpResponseMessage> SendAsync(params (string Name, string Value)[] fields)
    {
        var form = new MultipartFormDataContent { { new StringContent(Table), "record", "ann.csv" } };
        foreach (var (name, value) in fields)
            form.Add(new StringContent(value), name);
        return site.Client.PostAsync("/screen", form, TestContext.Current.CancellationToken);
    }
}
