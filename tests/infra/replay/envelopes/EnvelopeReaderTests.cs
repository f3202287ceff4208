using System.Text;
using Rampart.Contracts;

namespace Rampart.Replay.Tests.Envelopes;

public sealed class EnvelopeReaderTests
{
    const string Digest = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";

    const string Order = $$"""
        {"runId":"toy-1","stage":"learn","item":"segment-01","executionKey":"{{Digest}}","work":{"kind":"training","algorithmVersion":2,
        "parameters":{"first_step":0},"inputs":[{"role":"data.000","artifact":{"digest":"{{Digest}}","size":7,"mediaType":"application/json"} }],
        "seed":18446744073709551615,"numerics":"cpu-float32"} }
        """;

    static byte[] Envelope(string message, string type = "TrainSegment", string id = "6f1c0f1e-8c5c-4c55-a8f5-0a3d4f6d7b10") => Encoding.UTF8.GetBytes($$"""
        {"messageId":"{{id}}","messageType":["urn:message:Rampart.Contracts:{{type}}","urn:message:Rampart.Contracts:IWorkCommand"],
        "message":{{message}},"sentTime":"2026-01-31T08:00:00.5Z","headers":{"later":{"unknown":[1]} },"somethingNew":true}
        """);

    [Fact]
    public void An_order_is_read_whole_and_what_is_missing_gets_its_default()
    {
        Envelope envelope = EnvelopeReader.Read(Envelope($$"""{"order":{{Order}},"later":1}"""));
        Assert.Equal(("TrainSegment", new DateTimeOffset(2026, 1, 31, 8, 0, 0, 500, TimeSpan.Zero)), (envelope.MessageType, envelope.SentTime));
        Assert.True(Messages.IsOrder(envelope));
        WorkOrder order = Messages.Order(envelope);
        Assert.Equal(("toy-1", "learn", "segment-01", 0), (order.RunId, order.Stage, order.Item, order.Generation));
        Assert.Equal((ulong.MaxValue, 0), (order.Work.Seed, order.Work.Parameters.GetProperty("first_step").GetInt32()));
        Assert.Equal(new NamedArtifact("data.000", new ArtifactRef(Digest, 7, MediaTypes.Json)), order.Work.Inputs.Single());
    }

    [Theory]
    [InlineData("", "envelope, line 1")]
    [InlineData("{\"messageId\":", "envelope, line 1")]
    [InlineData("[]", "no JSON object. (envelope)")]
    [InlineData("{}", "envelope.messageId")]
    [InlineData("{\"messageId\":\"7\"}", "envelope.messageId")]
    [InlineData("{\"messageId\":\"6f1c0f1e-8c5c-4c55-a8f5-0a3d4f6d7b10\"}", "envelope.messageType")]
    [InlineData("{\"messageId\":\"6f1c0f1e-8c5c-4c55-a8f5-0a3d4f6d7b10\",\"messageType\":[7]}", "envelope.messageType")]
    [InlineData("{\"messageId\":\"6f1c0f1e-8c5c-4c55-a8f5-0a3d4f6d7b10\",\"messageType\":[\"a:b\"],\"message\":[]}", "envelope.message")]
    public void What_is_no_envelope_is_refused_with_its_place(string text, string where) =>
        Assert.Contains(where, Assert.Throws<EnvelopeException>(() => EnvelopeReader.Read(Encoding.UTF8.GetBytes(text))).Message);

    [Theory]
    [InlineData("\"runId\":\"toy-1\"", "\"runId\":\"../etc\"", "order.runId")]
    [InlineData("\"stage\":\"learn\"", "\"stage\":\"le\\u0007arn\"", "order.stage")]
    [InlineData("\"item\":\"segment-01\",", "", "order.item")]
    [InlineData("\"executionKey\":\"0123", "\"executionKey\":\"X123", "order.executionKey")]
    [InlineData("\"digest\":\"0123", "\"digest\":\"/etc", "order.work.inputs[0]")]
    [InlineData("\"size\":7", "\"size\":-7", "order.work.inputs[0]")]
    [InlineData("\"parameters\":{\"first_step\":0}", "\"parameters\":[]", "order.work")]
    [InlineData("\"algorithmVersion\":2", "\"algorithmVersion\":\"two\"", "TrainSegment.order $.work.algorithmVersion")]
    [InlineData("\"seed\":18446744073709551615", "\"seed\":-1", "TrainSegment.order $.work.seed")]
    public void An_order_that_does_not_say_what_to_do_is_refused_with_its_place(string right, string wrong, string where)
    {
        Envelope envelope = EnvelopeReader.Read(Envelope($$"""{"order":{{Order.Replace(right, wrong)}}}"""));
        EnvelopeException refused = Assert.Throws<EnvelopeException>(() => Messages.Order(envelope));
        Assert.Contains(where, refused.Message);
        Assert.NotEmpty(refused.Failure.Fix);
    }

    [Fact]
    public void Nesting_and_length_are_bounded()
    {
        string deep = string.Concat(Enumerable.Repeat("[", 100)) + string.Concat(Enumerable.Repeat("]", 100));
        Assert.Throws<EnvelopeException>(() => EnvelopeReader.Read(Envelope($$"""{"order":{{deep}}}""")));
        Assert.Contains("over the limit", Assert.Throws<EnvelopeException>(() => EnvelopeReader.Read(new byte[EnvelopeReader.LongestEnvelope + 1])).Message);
    }

    [Fact]
    public void Answers_are_read_and_checked()
    {
        string message = $$"""{"runId":"toy-1","stage":"learn","item":"segment-01","executionKey":"{{Digest}}","outputs":[]}""";
        Assert.False(Messages.Completed(EnvelopeReader.Read(Envelope(message, "WorkItemCompleted"))).Cached);
        Assert.Throws<EnvelopeException>(() => Messages.Completed(EnvelopeReader.Read(Envelope(message.Replace("[]", "null"), "WorkItemCompleted"))));
        Assert.Throws<EnvelopeException>(() => Messages.Failed(EnvelopeReader.Read(Envelope(message, "WorkItemFailed"))));
    }
}
