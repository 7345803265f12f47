// Stand-in for Azure.AI.ContentSafety 0.0.0-main: names from single source files.
// references: Azure.Core
using System;
using System.Threading;
using System.Threading.Tasks;
using Azure.Core;

namespace Azure.AI.ContentSafety
{
    public class ContentSafetyClient
    {
        public ContentSafetyClient(Uri endpoint, AzureKeyCredential credential) { }
        public ContentSafetyClient(Uri endpoint, TokenCredential credential) { }
        public virtual Response<AnalyzeTextResult> AnalyzeText(string text, CancellationToken cancellationToken = default) => throw null;
        public virtual Response<AnalyzeTextResult> AnalyzeText(AnalyzeTextOptions options, CancellationToken cancellationToken = default) => throw null;
        public virtual Task<Response<AnalyzeTextResult>> AnalyzeTextAsync(AnalyzeTextOptions options, CancellationToken cancellationToken = default) => throw null;
        public virtual Response<AnalyzeImageResult> AnalyzeImage(AnalyzeImageOptions options, CancellationToken cancellationToken = default) => throw null;
        public virtual Task<Response<AnalyzeImageResult>> AnalyzeImageAsync(AnalyzeImageOptions options, CancellationToken cancellationToken = default) => throw null;
    }

    public class AnalyzeTextOptions
    {
        public AnalyzeTextOptions(string text) { }
    }

    public class AnalyzeImageOptions { }

    public class AnalyzeTextResult { }

    public class AnalyzeImageResult { }
}
