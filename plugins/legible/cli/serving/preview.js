/*
 * Waits for the page at hand to change, and loads it again; shows why a build has failed.
 * It is part of pages that are served on one's own machine alone, never of a published site.
 */
(() => {
  const own = document.currentScript
  const place = decodeURIComponent(own.dataset.place)
  let since = Number(own.dataset.at)
  let shown = ""
  let waiting = null

  function show(error) {
    shown = error
    let box = document.getElementById("legible-error")
    if (!error) {
      box?.remove()
      return
    }
    if (!box) {
      box = document.createElement("div")
      box.id = "legible-error"
      box.setAttribute("role", "alert")
      box.style.cssText =
        "position:fixed;inset:auto 0 0 0;max-height:40vh;overflow:auto;z-index:99;padding:1rem 1.2rem;" +
        "background:#7f1d1d;color:#fff;font:14px/1.5 ui-monospace,monospace;white-space:pre-wrap"
      document.body.append(box)
    }
    box.textContent = `The newest changes could not be built; this is the last good page.\n${error}`
  }

  async function wait() {
    let pause = 0
    while (document.visibilityState === "visible") {
      waiting = new AbortController()
      const asked = new URLSearchParams({ since, place, error: shown })
      try {
        const answer = await fetch(`/.legible/changes?${asked}`, { signal: waiting.signal })
        const news = await answer.json()
        pause = 0
        if (news.reload) {
          location.reload()
          return
        }
        since = news.at
        if (news.error !== shown) show(news.error)
      } catch {
        if (waiting.signal.aborted) return
        pause = Math.min(2000, pause * 2 || 250)
        await new Promise(done => setTimeout(done, pause))
      }
    }
  }

  document.addEventListener("visibilitychange", () => {
    waiting?.abort()
    if (document.visibilityState === "visible") wait()
  })
  addEventListener("pagehide", () => waiting?.abort())
  wait()
})()
