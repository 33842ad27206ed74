namespace Equipoise.Web.Api;

/// <summary>The quick start in five languages: all pages of a search, each as short as it can be and still right.</summary>
internal static class ApiClients
{
    /// <summary>The programs, each for the API at a base address.</summary>
    public static IReadOnlyList<(string Language, string Code)> At(string address) =>
    [
        ("curl", $$"""
            curl '{{address}}/studies?query.cond=lung+cancer&filter.overallStatus=RECRUITING&fields=NCTId|BriefTitle&countTotal=true'
            curl '{{address}}/studies?query.intr=metformin&format=csv&pageSize=1000' > metformin.csv
            """),
        ("Python", $$"""
            import json, urllib.parse, urllib.request

            def studies(**parameters):
                while True:
                    address = "{{address}}/studies?" + urllib.parse.urlencode(parameters)
                    with urllib.request.urlopen(address) as answer:
                        page = json.load(answer)
                    yield from page["studies"]
                    if "nextPageToken" not in page:
                        return
                    parameters["pageToken"] = page["nextPageToken"]

            for study in studies(**{"query.cond": "lung cancer", "fields": "NCTId|BriefTitle", "pageSize": 1000}):
                print(study["protocolSection"]["identificationModule"]["nctId"])
            """),
        ("R", $$"""
            library(jsonlite)
            address <- "{{address}}/studies?query.cond=lung+cancer&fields=NCTId|BriefTitle&pageSize=1000"
            token <- NULL
            repeat {
              page <- fromJSON(URLencode(paste0(address, if (!is.null(token)) paste0("&pageToken=", token))))
              print(page$studies$protocolSection$identificationModule)
              token <- page$nextPageToken
              if (is.null(token)) break
            }
            """),
        ("C#", $$"""
            using System.Net.Http.Json;
            using System.Text.Json;

            using var client = new HttpClient();
            var address = "{{address}}/studies?query.cond=lung+cancer&fields=NCTId|BriefTitle&pageSize=1000";
            for (var token = ""; token is not null;)
            {
                var page = await client.GetFromJsonAsync<JsonElement>(token.Length == 0 ? address : $"{address}&pageToken={token}");
                foreach (var study in page.GetProperty("studies").EnumerateArray())
                    Console.WriteLine(study.GetProperty("protocolSection").GetProperty("identificationModule").GetProperty("nctId"));
                token = page.TryGetProperty("nextPageToken", out var next) ? next.GetString() : null;
            }
            """),
        ("JavaScript", $$"""
            const parameters = new URLSearchParams({ 'query.cond': 'lung cancer', fields: 'NCTId|BriefTitle', pageSize: 1000 });
            for (;;) {
              const page = await (await fetch(`{{address}}/studies?${parameters}`)).json();
              for (const study of page.studies) console.log(study.protocolSection.identificationModule.nctId);
              if (!page.nextPageToken) break;
              parameters.set('pageToken', page.nextPageToken);
            }
            """),
    ];
}
