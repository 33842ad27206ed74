using System.Net;

namespace Equipoise.Web.Tests.Conduct;

/// <summary>A browser: keeps cookies, follows no redirect, and sends the mark of the page it looks at with each form.</summary>
public sealed class Visitor(Uri site) : IDisposable
{
    private readonly CookieContainer cookies = new();
    private HttpClient? client;

    public CookieContainer Cookies => cookies;

    private HttpClient Client => client ??= new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, CookieContainer = cookies }) { BaseAddress = site };

    public Task<HttpResponseMessage> GetAsync(string path) => Client.GetAsync(new Uri(path, UriKind.Relative), TestContext.Current.CancellationToken);

    public async Task<string> ReadAsync(string path)
    {
        using var response = await GetAsync(path);
        return await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>Signs in.</summary>
    public Task<HttpResponseMessage> SignInAsync(string username, string password) =>
        PostAsync("/conduct/sign-in", ("username", username), ("password", password));

    /// <summary>Sends a form with the mark of a page of this session.</summary>
    public async Task<HttpResponseMessage> PostAsync(string path, params (string Name, string Value)[] fields)
    {
        var page = await ReadAsync("/conduct/mine");
        if (!ConductUnderTest.FormToken().IsMatch(page))
            page = await ReadAsync("/conduct/sign-in");
        return await PostBareAsync(path, [.. fields, ("form-token", ConductUnderTest.FormToken().Match(page).Groups[1].Value)]);
    }

    /// <summary>Sends a form as it is.</summary>
    public async Task<HttpResponseMessage> PostBareAsync(string path, params (string Name, string Value)[] fields)
    {
        using var form = new FormUrlEncodedContent(fields.Select(field => KeyValuePair.Create(field.Name, field.Value)));
        return await Client.PostAsync(new Uri(path, UriKind.Relative), form, TestContext.Current.CancellationToken);
    }

    /// <summary>Asks the API with a token.</summary>
    public async Task<HttpResponseMessage> SendAsync(string method, string path, string? token)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        if (token is not null)
            request.Headers.Authorization = new System.Net.Http.Headers.AuthenticationHeaderValue("Bearer", token);
        if (method is not "GET")
            request.Content = new StringContent("{}", System.Text.Encoding.UTF8, "application/json");
        return await Client.SendAsync(request, TestContext.Current.CancellationToken);
    }

    public void Dispose() => client?.Dispose();
}
