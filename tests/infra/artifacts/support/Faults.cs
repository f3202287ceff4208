using Azure;
using Azure.Core;
using Azure.Core.Pipeline;

namespace Rampart.Artifacts.Tests;

/// <summary>Stands between the client and the server and does to requests and answers what networks do.</summary>
sealed class Faults : HttpPipelinePolicy
{
    readonly List<(string Request, long AnswerBytes)> _seen = [];

    /// <summary>Whether a request does not reach the server.</summary>
    public Func<Request, bool> DropRequest { get; set; } = _ => false;

    /// <summary>Whether an answer is lost after the server has done what was asked.</summary>
    public Func<Request, bool> DropAnswer { get; set; } = _ => false;

    /// <summary>What happens before a request is sent.</summary>
    public Func<Request, Task> Before { get; set; } = _ => Task.CompletedTask;

    /// <summary>What happens to an answer before the client sees it.</summary>
    public Action<HttpMessage> Answered { get; set; } = _ => { };

    /// <summary>Method, path and query of all requests that were sent, and the lengths of what came back.</summary>
    public IReadOnlyList<(string Request, long AnswerBytes)> Seen
    {
        get
        {
            lock (_seen)
            {
                return [.. _seen];
            }
        }
    }

    /// <summary>True for the first <paramref name="times"/> requests that are like this.</summary>
    public static Func<Request, bool> First(int times, Func<Request, bool> like)
    {
        int left = times;
        return request => like(request) && Interlocked.Decrement(ref left) >= 0;
    }

    public static bool IsAppend(Request request) => request.Uri.Query.Contains("comp=appendblock", StringComparison.Ordinal);

    public override void Process(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline) => throw new NotSupportedException("The stores ask asynchronously.");

    public override async ValueTask ProcessAsync(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline)
    {
        await Before(message.Request);
        if (DropRequest(message.Request))
        {
            throw new IOException("The request got lost.");
        }
        await ProcessNextAsync(message, pipeline);
        lock (_seen)
        {
            _seen.Add(($"{message.Request.Method} {message.Request.Uri.ToUri().PathAndQuery}", message.Response.Headers.ContentLengthLong ?? 0));
        }
        if (DropAnswer(message.Request))
        {
            throw new IOException("The answer got lost.");
        }
        Answered(message);
    }
}
