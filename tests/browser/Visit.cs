using System.Collections.Concurrent;
using System.Text.Json.Nodes;

namespace Rampart.Browser.Tests;

/// <summary>A page that a browser shows, with everything that it complained about and asked the network for.</summary>
sealed class Visit : IAsyncDisposable
{
    static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);
    readonly DevTools _tools;
    readonly string _target;
    readonly string _session;
    readonly ConcurrentQueue<string> _complaints = new(), _requests = new();
    readonly TaskCompletionSource _loaded = new(TaskCreationOptions.RunContinuationsAsynchronously);

    Visit(DevTools tools, string target, string session) => (_tools, _target, _session) = (tools, target, session);

    /// <summary>Errors and warnings of the console, and exceptions of scripts.</summary>
    public IReadOnlyCollection<string> Complaints => _complaints;

    /// <summary>Every address that was asked for.</summary>
    public IReadOnlyCollection<string> Requests => _requests;

    public static async Task<Visit> BeginAsync(DevTools tools, Uri address, int width, bool dark)
    {
        string target = (string)(await tools.AskAsync("Target.createTarget", new JsonObject { ["url"] = "about:blank" }))["targetId"]!;
        string session = (string)(await tools.AskAsync("Target.attachToTarget", new JsonObject { ["targetId"] = target, ["flatten"] = true }))["sessionId"]!;
        var visit = new Visit(tools, target, session);
        foreach (string domain in new[] { "Page", "Runtime", "Log", "Network" })
        {
            await visit.AskAsync($"{domain}.enable", []);
        }
        await visit.AskAsync("Emulation.setDeviceMetricsOverride", new JsonObject { ["width"] = width, ["height"] = 900, ["deviceScaleFactor"] = 1, ["mobile"] = width < 600 });
        await visit.AskAsync("Emulation.setEmulatedMedia", new JsonObject
        {
            ["features"] = new JsonArray(new JsonObject { ["name"] = "prefers-color-scheme", ["value"] = dark ? "dark" : "light" }),
        });
        // From here on: the empty page that the tab began with has ended as well.
        tools.Listen(session, visit.Take);
        await visit.AskAsync("Page.navigate", new JsonObject { ["url"] = address.AbsoluteUri });
        await visit._loaded.Task.WaitAsync(Patience);
        return visit;
    }

    /// <summary>Evaluates an expression in the page; a promise is waited for.</summary>
    public async Task<JsonNode?> EvaluateAsync(string expression)
    {
        JsonNode result = await AskAsync("Runtime.evaluate", new JsonObject { ["expression"] = expression, ["awaitPromise"] = true, ["returnByValue"] = true });
        return result["exceptionDetails"] is { } exception ? throw new InvalidOperationException(exception.ToJsonString()) : result["result"]!["value"];
    }

    public async ValueTask DisposeAsync() => await _tools.AskAsync("Target.closeTarget", new JsonObject { ["targetId"] = _target });

    Task<JsonNode> AskAsync(string method, JsonObject parameters) => _tools.AskAsync(method, parameters, _session);

    void Take(string name, JsonNode parameters)
    {
        switch (name)
        {
            case "Page.loadEventFired":
                _loaded.TrySetResult();
                break;
            case "Network.requestWillBeSent":
                _requests.Enqueue((string)parameters["request"]!["url"]!);
                break;
            case "Runtime.exceptionThrown":
                _complaints.Enqueue(parameters["exceptionDetails"]!.ToJsonString());
                break;
            case "Log.entryAdded" when (string)parameters["entry"]!["level"]! is "error" or "warning":
                _complaints.Enqueue((string)parameters["entry"]!["text"]!);
                break;
            case "Runtime.consoleAPICalled" when (string)parameters["type"]! is "error" or "warning":
                _complaints.Enqueue(parameters["args"]!.ToJsonString());
                break;
        }
    }
}
