using System.Text;

namespace Rampart.Bus.Tests.RabbitMq.Fuzz;

/// <summary>Bodies that somebody may put on a queue who means no good, or is of another world.</summary>
static class HostileBodies
{
    const int HugeBytes = 10 << 20, DeepLevels = 100_000;
    const string Digest = "0000000000000000000000000000000000000000000000000000000000000000";

    /// <summary>All of them, with envelopes for messages of this type.</summary>
    public static IEnumerable<byte[]> For(string messageType)
    {
        yield return [];
        yield return [0];
        yield return "<html></html>"u8.ToArray();
        yield return [0xEF, 0xBB, 0xBF, .. "{}"u8];
        yield return [0xFF, 0xFE, 0x80, 0x81];
        yield return new byte[HugeBytes];
        yield return Encoding.UTF8.GetBytes(new string('[', DeepLevels));
        yield return Encoding.UTF8.GetBytes($"{string.Concat(Enumerable.Repeat("{\"message\":", DeepLevels))}1{new string('}', DeepLevels)}");
        foreach (string json in Envelopes(messageType))
        {
            yield return Encoding.UTF8.GetBytes(json);
        }
        yield return [.. Encoding.UTF8.GetBytes($$"""{"messageType":["{{messageType}}"],"message":{"order":{"runId":" """), 0xC3, 0x28, .. "\"}}}"u8];
    }

    static IEnumerable<string> Envelopes(string type)
    {
        yield return "null";
        yield return "{}";
        yield return "[]";
        yield return """{"messageType":null,"message":null}""";
        yield return """{"messageType":[],"message":{}}""";
        yield return """{"messageType":["urn:message:Nobody:Knows"],"message":{}}""";
        yield return """{"messageType":["urn:message:System:String"],"message":"text"}""";
        yield return $$"""{"messageType":["{{type}}"]}""";
        foreach (string message in Messages())
        {
            yield return $$"""{"messageId":"not a guid","messageType":["{{type}}"],"message":{{message}}}""";
            yield return $$"""{"messageType":["{{type}}"],"sentTime":"9999-12-31T23:59:59Z","headers":{"a":[{}]},"message":{{message}}}""";
        }
    }

    static IEnumerable<string> Messages()
    {
        yield return "null";
        yield return "1";
        yield return "[]";
        yield return """{"order":null,"runId":null}""";
        yield return """{"order":[],"runId":{}}""";
        yield return """{"order":{},"runId":""}""";
        yield return """{"order":{"runId":NaN},"runId":NaN}""";
        yield return $$$"""{"order":{{{Order("../../../etc/passwd", "{}")}}},"runId":"../../../etc/passwd"}""";
        yield return $$$"""{"order":{{{Order("run-1", "null")}}},"runId":"run-1\u0000"}""";
        yield return $$$"""{"order":{{{Order("run-1", "[1e999]")}}},"runId":"run-1","generation":-1}""";
        yield return $$$"""{"order":{{{Order("run-1", "{\"epsilon\":1e999}")}}},"runId":"run-1","outputs":[null]}""";
        yield return $$$"""{"order":{{{Order(new string('r', 100_000), "{}")}}},"runId":"{{{new string('r', 100_000)}}}"}""";
    }

    static string Order(string run, string parameters) => $$$"""
        {"runId":"{{{run}}}","stage":"s","item":"i","executionKey":"{{{Digest}}}",
         "work":{"kind":"mining","algorithmVersion":1,"parameters":{{{parameters}}},"inputs":[],"seed":1,"numerics":"cpu-float32"} }
        """;
}
